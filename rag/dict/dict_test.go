package dict_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"articlebot/rag/dict"
)

func texts(senses []dict.Sense) []string {
	list := make([]string, len(senses))
	for i, sense := range senses {
		list[i] = sense.Text
	}
	return list
}

func TestEnglish(t *testing.T) {
	d := dict.Open()
	for word, want := range map[string][]string{
		"收购": {"buy", "purchas"}, "投资": {"investment", "invest"}, "马斯克": {"elon musk", "musk"}, "开源": {"open sourc"},
	} {
		got := texts(d.English(word))
		for _, translation := range want {
			if !slices.Contains(got, translation) {
				t.Errorf("English(%q) = %q lacks %q", word, got, translation)
			}
		}
	}
}

func TestChinese(t *testing.T) {
	d := dict.Open()
	for phrase, want := range map[string]string{"buy": "收购", "stock pric": "股价", "elon musk": "马斯克", "employe": "员工"} {
		if got := texts(d.Chinese(phrase)); !slices.Contains(got, want) {
			t.Errorf("Chinese(%q) = %q lacks %q", phrase, got, want)
		}
	}
	// Of a place only its name translates it, not where it is.
	if got := texts(d.Chinese("california")); slices.Contains(got, "洛杉矶") {
		t.Errorf("Chinese(california) = %q", got)
	}
}

func TestIsName(t *testing.T) {
	d := dict.Open()
	for word, want := range map[string]bool{"哈佛大学": true, "欧盟": true, "模型": false, "没有这个词": false, "": false, "\xff": false} {
		if got := d.IsName(word); got != want {
			t.Errorf("IsName(%q) = %v", word, got)
		}
	}
}

func TestUnknown(t *testing.T) {
	d := dict.Open()
	for _, key := range []string{"", "没有这个词", "zzzz", "\xff", "𠮟𠮟"} {
		if got := append(d.English(key), d.Chinese(key)...); len(got) != 0 {
			t.Errorf("%q is translated by %v", key, got)
		}
	}
}

// TestSensesComeInOrder holds that the common senses stand first, both ways, and that each leads back unless it was cut.
func TestSensesComeInOrder(t *testing.T) {
	d := dict.Open()
	for _, word := range []string{"收购", "模型", "窗口", "安装", "创立"} {
		senses := d.English(word)
		isUnsorted := !slices.IsSortedFunc(senses, func(a, b dict.Sense) int { return a.Rank - b.Rank })
		if len(senses) == 0 || isUnsorted {
			t.Errorf("English(%q) = %v", word, senses)
		}
		for _, sense := range senses {
			if back := texts(d.Chinese(sense.Text)); len(back) < 32 && !slices.Contains(back, word) {
				t.Errorf("%q means %q, which means %q", word, sense.Text, back)
			}
		}
	}
}

func TestLongestWord(t *testing.T) {
	d := dict.Open()
	for text, want := range map[string]string{
		"人工智能研究": "人工智能", "马斯克说": "马斯克", "收购了": "收购", "": "", "閵閵": "閵",
	} {
		if got := text[:d.LongestWord(text)]; got != want {
			t.Errorf("LongestWord(%q) is %q, want %q", text, got, want)
		}
	}
}

func TestRarity(t *testing.T) {
	d := dict.Open()
	common, rare, unknown := d.Rarity("人"), d.Rarity("收购"), d.Rarity("没有这个词")
	if !(common < rare && rare < unknown) {
		t.Errorf("the rarities are %v, %v and %v, want them to rise", common, rare, unknown)
	}
}

// TestFiles holds what the licence asks for, and the size.
func TestFiles(t *testing.T) {
	total := 0
	for _, name := range []string{"zh.dict", "en.dict", "frequency.dict"} {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		total += len(data)
		header, _, _ := strings.Cut(string(data), "\x00")
		if !strings.Contains(header, "CC-CEDICT") || !strings.Contains(header, "CC BY-SA 4.0") || !strings.Contains(header, "changed") {
			t.Errorf("%s begins with %q", name, header)
		}
	}
	if total > 4<<20 {
		t.Errorf("the files have %d bytes, more than 4 MiB", total)
	}
}

// FuzzLookUp holds that no text makes a look-up fail, that what is found as a word has a translation, and that a word is
// whole characters at the beginning of the text.
func FuzzLookUp(f *testing.F) {
	for _, seed := range []string{"人工智能", "buy", "", "\xff\xfe", "收", "a b c d", "openai"} {
		f.Add(seed)
	}
	d := dict.Open()
	f.Fuzz(func(t *testing.T, text string) {
		d.English(text)
		d.Chinese(text)
		n := d.LongestWord(text)
		if n < 0 || n > len(text) || text != "" && n == 0 {
			t.Fatalf("LongestWord(%q) = %d", text, n)
		}
		if word := text[:n]; utf8.RuneCountInString(word) > 1 && len(d.English(word)) == 0 {
			t.Errorf("the word %q of %q has no translation", word, text)
		}
	})
}

// FuzzLongestWord holds that the search for the longest word finds, at every place of a text, what looking all its
// beginnings up finds.
func FuzzLongestWord(f *testing.F) {
	for _, seed := range []string{
		"", "人工智能研究", "中华人民共和国万岁", "不管三七二十一，他收购了那家公司", "閵閵", "收\xff购", "AI人工", "一二三四五六七八九十一百千万",
		"为人民服务的人民代表大会常务委员会委员长", "马克思列宁主义不怕慢就怕站",
	} {
		f.Add(seed)
	}
	d := dict.Open()
	f.Fuzz(func(t *testing.T, text string) {
		for ; text != ""; text = text[first(text):] {
			if got, want := d.LongestWord(text), longestByTrial(d, text); got != want {
				t.Errorf("the longest word of %q has %d bytes, want %d", text, got, want)
			}
		}
	})
}

// longestByTrial looks the beginnings of up to eight characters up, and takes the first character if none is a word.
func longestByTrial(d dict.Dictionary, text string) int {
	longest := first(text)
	for end, n := 0, 0; end < len(text) && n < 8; n++ {
		end += first(text[end:])
		if len(d.English(text[:end])) > 0 {
			longest = end
		}
	}
	return longest
}

// first returns the length in bytes of a text's first character.
func first(text string) int {
	_, size := utf8.DecodeRuneInString(text)
	return size
}

func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		dict.Open()
	}
}

func BenchmarkLongestWord(b *testing.B) {
	d := dict.Open()
	b.ReportAllocs()
	for b.Loop() {
		d.LongestWord("人工智能研究的发展方向")
	}
}
