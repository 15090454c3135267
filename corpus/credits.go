package corpus

import (
	"regexp"
	"strings"
)

const (
	// maxCredit is the size of the longest line that is searched for credits, maxCredited that of the longest name in one.
	maxCredit   = 60
	maxCredited = 24
	// maxSigned is the size of the longest name that stands before a date without a label.
	maxSigned = 8
)

// The labels of the credits that are read, and of those that are only recognised.
const (
	authorLabels    = `作者|文字|文|撰文|撰稿|采写|採寫|记者|記者|authors?|words|(?:written\s+)?by`
	editorLabels    = `责任编辑|責任編輯|责编|責編|编辑|編輯|主编|主編|editors?|edited\s+by`
	publisherLabels = `来源|來源|出处|出處|出品|微信公众号|公众号|公眾號|source|publisher|published\s+by`
	pictureLabels   = `图片来源|圖片來源|图源|圖源|图片|圖片|题图|題圖|头图|頭圖|封面图|配图|配圖|制图|製圖|图|圖|` +
		`(?:photo|image|picture)\s+credits?|photos?|photographs?|images?|pictures?|illustrations?`
	otherLabels = `发布时间|發布時間|發佈時間|更新时间|更新時間|发布于|发表于|更新于|时间|時間|日期|摄影|攝影|封面|设计|設計|排版|运营|` +
		`校对|校對|审校|监制|監製|统筹|統籌|译者|譯者|翻译|翻譯|阅读量|浏览量|阅读|閱讀|浏览|瀏覽|` +
		`published(?:\s+on)?|(?:last\s+)?updated(?:\s+on)?|posted(?:\s+on)?|date|translator`
	addressLabels = `本文链接|本文連結|原文链接|原文連結|原文地址|文章链接|链接|連結|原文|网址|網址|地址|url|link|permalink|original|source`
	labelMarks    = `\s*[:：|｜丨∣/]\s*`
	// labelEnd stands between a label and its value once the line is cut into fields; no text has it.
	labelEnd = "\x00"
)

var (
	labelPattern = regexp.MustCompile(`(?i)(^|[\s|｜·•(（,，])(` + authorLabels + `|` + editorLabels + `|` + publisherLabels + `|` +
		pictureLabels + `|` + otherLabels + `)` + labelMarks)
	authorLabel    = regexp.MustCompile(`(?i)^(?:` + authorLabels + `)$`)
	editorLabel    = regexp.MustCompile(`(?i)^(?:` + editorLabels + `)$`)
	publisherLabel = regexp.MustCompile(`(?i)^(?:` + publisherLabels + `)$`)

	// bylinePattern and spacedPattern are a label without a mark, and a name.
	bylinePattern   = regexp.MustCompile(`^((?i:(?:written |edited |published )?by))\s+(\p{Lu}.*)$`)
	spacedPattern   = regexp.MustCompile(`^(作者|记者|記者|撰文|编辑|編輯|责编|责任编辑|責任編輯|来源|來源)\s+(\S{1,36})$`)
	originalPattern = regexp.MustCompile(`^([^\s(（:：]{1,20})\s*[(（]\s*[\w-]+\s*[)）]\s*原创$`)
	addressPattern  = regexp.MustCompile(`(?i)^(?:(?:` + addressLabels + `)\s*[:：]?\s*)?(https?://[^\s<>"”]+)$`)
	picturePattern  = regexp.MustCompile(`(?i)^[(（▲△]?\s*(?:` + pictureLabels + `)` + labelMarks + `\S`)
	photoByPattern  = regexp.MustCompile(`^(?:Photo|Image|Photograph|Picture|Illustration)s?\s+(?:by|courtesy of)\s+\p{Lu}`)
	separators      = regexp.MustCompile(`[|｜·•\t\n\x{3000}]|\s{2,}|\s[-–—]\s`)
)

// isPictureCredit reports whether a line can be nothing but the credit of a picture: a label, a name, no more.
func isPictureCredit(text string) bool {
	return (picturePattern.MatchString(text) || photoByPattern.MatchString(text)) &&
		measure(text).size() <= maxCredit/2 && !endsSentence(text)
}

// readMeta takes what a line of the head or the tail says about the article into those fields of meta that are empty. It
// reports whether the line says that and nothing else; if not, meta is unchanged.
func readMeta(text string, meta *Meta) bool {
	text = strings.Trim(text, "()（）[]【】 ")
	found := Meta{}
	if m := addressPattern.FindStringSubmatch(text); m != nil {
		found.URL = strings.TrimRight(m[1], ".,;，。；)）")
	} else if m := originalPattern.FindStringSubmatch(text); m != nil {
		found.Publisher = m[1]
	} else if measure(text).size() > maxCredit || !readCredits(text, &found) {
		return false
	}
	for _, f := range []struct{ to, from *string }{
		{&meta.URL, &found.URL}, {&meta.Publisher, &found.Publisher}, {&meta.Author, &found.Author},
		{&meta.Editor, &found.Editor}, {&meta.Date, &found.Date},
	} {
		if *f.to == "" {
			*f.to = *f.from
		}
	}
	return true
}

// readCredits reads a line of dates, names after labels and furniture, in any order.
func readCredits(text string, found *Meta) bool {
	day, rest := cutDate(text)
	found.Date = day
	for more := day; more != ""; {
		more, rest = cutDate(rest)
	}
	known := day != ""
	marked := labelPattern.ReplaceAllString(rest, "${1}\n${2}"+labelEnd)
	for i, field := range separators.Split(marked, -1) {
		field = strings.TrimSpace(field)
		switch {
		case readCredit(field, found):
			known = true
		case field == "" || isFurniture(field):
		case day != "" && i == 0 && measure(field).size() <= maxSigned && strings.HasPrefix(text, field+" "):
			// A name before the date, of a person or of a publisher.
		default:
			return false
		}
	}
	return known
}

// readCredit reads one label with its name.
func readCredit(field string, found *Meta) bool {
	label, name, ok := strings.Cut(field, labelEnd)
	for _, pattern := range []*regexp.Regexp{bylinePattern, spacedPattern} {
		if m := pattern.FindStringSubmatch(field); m != nil {
			label, name, ok = m[1], m[2], true
		}
	}
	if !ok || measure(name).size() > maxCredited || endsSentence(name) {
		return false
	}
	name = oneLine(strings.Trim(name, " ,，;；()（）"))
	switch {
	case authorLabel.MatchString(label):
		found.Author = name
	case editorLabel.MatchString(label):
		found.Editor = name
	case publisherLabel.MatchString(label):
		found.Publisher = name
	}
	return true
}
