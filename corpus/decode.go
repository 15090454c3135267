package corpus

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	utf "golang.org/x/text/encoding/unicode"
)

const (
	utf8Mark    = "\xef\xbb\xbf"
	utf16LEMark = "\xff\xfe"
	utf16BEMark = "\xfe\xff"
)

// maxControls is the share of control characters above which data is no text, as one in so many characters.
const maxControls = 10

// decode finds out the encoding of data and returns it as UTF-8 without a byte order mark, or ErrUndecodable.
func decode(data []byte) (string, error) {
	text, ok := decodeUnicode(data)
	if !ok {
		text, ok = decodeChinese(data)
	}
	if !ok || binary(text) {
		return "", ErrUndecodable
	}
	return text, nil
}

func decodeUnicode(data []byte) (string, bool) {
	switch {
	case bytes.HasPrefix(data, []byte(utf16LEMark)):
		return decodeAs(utf.UTF16(utf.LittleEndian, utf.UseBOM), data)
	case bytes.HasPrefix(data, []byte(utf16BEMark)):
		return decodeAs(utf.UTF16(utf.BigEndian, utf.UseBOM), data)
	}
	return string(bytes.TrimPrefix(data, []byte(utf8Mark))), utf8.Valid(data)
}

// decodeChinese takes the Chinese encoding that yields the larger share of common characters: each of them decodes most
// texts in the other one too, but to rare characters.
func decodeChinese(data []byte) (string, bool) {
	best, bestShare := "", 0.0
	for _, enc := range []encoding.Encoding{simplifiedchinese.GB18030, traditionalchinese.Big5} {
		if text, ok := decodeAs(enc, data); ok {
			if share := commonShare(text); share > bestShare {
				best, bestShare = text, share
			}
		}
	}
	return best, bestShare >= minCommonShare
}

func decodeAs(enc encoding.Encoding, data []byte) (string, bool) {
	text, err := enc.NewDecoder().Bytes(data)
	return string(text), err == nil && !bytes.ContainsRune(text, utf8.RuneError)
}

func binary(text string) bool {
	if strings.ContainsRune(text, 0) {
		return true
	}
	controls, all := 0, 0
	for _, r := range text {
		all++
		if unicode.IsControl(r) && !unicode.IsSpace(r) {
			controls++
		}
	}
	return controls*maxControls > all
}
