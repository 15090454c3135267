package corpus

import (
	"regexp"
	"strings"
)

// maxFurniture is the size of the longest line that is taken for furniture.
const maxFurniture = 60

// buttons are lines that stand around an article on a page and say nothing of it.
const buttons = `评论|发表评论|写评论|暂无评论|全部评论|热门评论|网友评论|登录|注册|登陆|登录注册|下载|分享|收藏|阅读|点赞|赞|在看|转发|打赏|赞赏|举报|` +
	`关注|已关注|订阅|上一篇|下一篇|上一页|下一页|首页|返回|返回首页|返回顶部|顶部|目录|更多|查看更多|展开|展开全文|收起|阅读全文|阅读原文|复制链接|打印|` +
	`字号|大|中|小|搜索|微信|微博|新浪微博|朋友圈|qq|qq空间|扫一扫|广告|推广|原创|首发|正文|` +
	`关于我们|联系我们|隐私政策|用户协议|服务条款|免责声明|版权声明|` +
	`評論|發表評論|留言|發表留言|登入|註冊|下載|閱讀|讚|按讚|轉發|檢舉|追蹤|訂閱|上一則|下一則|上一頁|下一頁|首頁|返回首頁|回到頂部|目錄|` +
	`展開|閱讀全文|閱讀原文|複製連結|列印|搜尋|廣告|關於我們|聯絡我們|隱私權政策|服務條款|免責聲明|版權聲明|` +
	`share|share this|share this article|tweet|email|e-mail|print|save|bookmark|like|likes|comment|comments|leave a comment|` +
	`no comments|reply|subscribe|sign in|sign up|log in|login|register|log out|download|home|menu|search|next|previous|prev|` +
	`next article|previous article|read more|read next|more|back to top|top|skip to (?:main )?content|advertisement|sponsored|` +
	`follow|follow us|copy link|facebook|twitter|x|linkedin|reddit|whatsapp|telegram|pinterest|` +
	`about|about us|contact|contact us|privacy|privacy policy|terms|terms of (?:service|use)|cookie (?:policy|settings)|` +
	`published|published on|updated|last updated|posted|posted on`

// lists are the headings of the lists of other articles below an article, comments those of the readers' comments.
const (
	lists = `相关阅读|相关文章|相关推荐|相关新闻|推荐阅读|延伸阅读|热门文章|热门推荐|猜你喜欢|更多文章|更多精彩|大家都在看|` +
		`相關閱讀|相關文章|相關新聞|推薦閱讀|延伸閱讀|熱門文章|猜你喜歡|你可能也喜歡|` +
		`related|related articles?|related stories|related posts|related content|recommended|recommended for you|read next|` +
		`more from .{1,40}|more stories|you may also like|you might also like|trending|most read|most popular`
	comments = `(?:全部|热门|网友|精彩|最新|熱門|網友)?(?:评论|評論|留言)|comments`
)

// The counts of readers and the like.
const (
	number  = `[\d.,]+\s*(?:万|萬|千|亿|億|k|m|w)?\+?`
	tallied = `阅读|閱讀|浏览|瀏覽|评论|評論|留言|点赞|赞|讚|分享|收藏|转发|轉發|` +
		`views?|reads?|comments?|likes?|shares?|words?|min(?:ute)?s?(?: read)?`
	ages = `(?:秒|分钟|分鐘|小时|小時|天|周|週|个月|個月|年)前|(?:second|minute|hour|day|week|month|year)s? ago`
)

// The beginnings of notices, which may be sentences.
const (
	copyright = `©|\(c\)\s|copyright\s*(?:©|\(c\)|\d{4}|by\b|:)|all rights reserved`
	reprints  = `转载请|轉載請|本文链接|本文連結|本文地址|原文链接|原文連結`
	endMark   = `[（(【\[—–-]*\s*(?:完|全文完|正文完|the end|end)\s*[）)】\]—–-]*`
	notices   = `(?:登录|登入).{0,8}(?:评论|評論|留言|发表|發表|查看|注册)|还?没有账号|预计阅读|` +
		`未[经經].{0,8}(?:授权|授權|许可|許可|允许|允許|同意)|本文(?:版权|版權|首发|来源|來源|来自)|` +
		`本文(?:系|由|为|為).{0,30}(?:授权|授權|原创|原創|转载|轉載|首发|首發|发布|發布|出品|整理|编译)|` +
		`版[权權](?:所有|归|歸|声明|聲明)|(?:免责|免責)?(?:声明|聲明)[:：]|标签[:：]|分类[:：]|.{0,6}icp备|` +
		`欢迎(?:关注|订阅|扫码).{0,20}(?:公众号|微信|频道|我们)|长按.{0,12}二维码|扫码|扫描.{0,10}二维码|` +
		`点击.{0,12}(?:阅读原文|关注|订阅|下载|查看)|关注.{0,12}(?:公众号|微信号)|` +
		`(?:sign|log) (?:in|up) (?:to|for|with)\b|(?:subscribe|sign up) (?:to|for) (?:our|the|my)\b|` +
		`get (?:the|our) .{0,30}newsletter|share on \S+$|follow us on |filed under|we use cookies|this (?:web)?site uses cookies|by continuing to use|tags?:`
)

var (
	buttonPattern  = regexp.MustCompile(`(?i)^(?:` + buttons + `|` + lists + `|` + comments + `)$`)
	listPattern    = regexp.MustCompile(`(?i)^(?:` + lists + `)$`)
	commentPattern = regexp.MustCompile(`(?i)^(?:` + comments + `)$`)
	countPattern   = regexp.MustCompile(`(?i)^(?:约|全文|共|about)?\s*` + number + `\s*(?:次|人|条|个|字|篇)?\s*(?:` + tallied + `)?$`)
	countedPattern = regexp.MustCompile(`(?i)^(.*?)\s*[(（:：]?\s*` + number + `\s*(?:次|人|条|條|个|分钟)?\s*[)）]?$`)
	agePattern     = regexp.MustCompile(`(?i)^(?:` + number + `\s*(?:` + ages + `)|just now|刚刚|` +
		`(?:今天|昨天|today|yesterday|\d{1,2}[-/月]\d{1,2}日?)?,?\s*\d{1,2}:\d{2})$`)
	noticePattern = regexp.MustCompile(`(?i)^(?:` + notices + `|` + reprints + `|` + copyright + `|` + endMark + `$)`)
	// endPattern marks the end of an article beyond doubt.
	endPattern = regexp.MustCompile(`(?i)^(?:` + reprints + `|` + copyright + `|` + endMark + `$)`)
)

// isFurniture reports whether a line of the head or the tail of a page is a button, a count, a notice or the like.
func isFurniture(text string) bool {
	if measure(text).size() > maxFurniture && !endPattern.MatchString(text) {
		return false
	}
	text = strings.ToLower(strings.Trim(text, " 　<>«»‹›←→↑↓▲▼…·|"))
	if isButton(text) || isCount(text) || noticePattern.MatchString(text) || isPictureCredit(text) {
		return true
	}
	row := splitMarks(text)
	if len(row) > 1 && 2*countButtons(row) > len(row) {
		return true
	}
	fields := strings.Fields(text)
	return len(fields) > 1 && countButtons(fields) == len(fields)
}

// isCount reports whether a line is the number of an article's readers or minutes, or its age.
func isCount(text string) bool { return countPattern.MatchString(text) || agePattern.MatchString(text) }

// isButton takes a number of readers as well, before or after the word or alone.
func isButton(text string) bool {
	return buttonPattern.MatchString(withoutCount(text)) || countPattern.MatchString(text)
}

// withoutCount takes the number off a button: 评论(36).
func withoutCount(text string) string {
	if m := countedPattern.FindStringSubmatch(text); m != nil {
		return m[1]
	}
	return text
}

// splitMarks cuts a row of buttons or a path of links: 首页 > 科技 > 正文.
func splitMarks(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("|｜/·•>›»", r) })
}

func countButtons(parts []string) int {
	n := 0
	for _, p := range parts {
		if isButton(strings.TrimSpace(p)) {
			n++
		}
	}
	return n
}
