package rag

import "regexp"

// The pieces of which the forms of a comparison are made, in folded text.
const (
	hanAnd     = `(?:以及|还是|和|与|跟|、|及)`
	hanSides   = `(?P<sides>.+?` + hanAnd + `.+?)`
	hanIn      = `(?:在|对于?|关于)(?P<aspect>.+?)(?:上面|问题上|上|方面|中|里)?的?`
	hanWhat    = `(?:之间)?(?:的|有|存在)*(?:什么|哪些|何|啥|怎样的|多大)?的?`
	hanDiffer  = `(?:不同|区別|区别|差异|差别|不一样|异同|分歧|不同之处)`
	hanCompare = `^(?:请|帮我|麻烦|能否|可以|能不能)*(?:对比|比较|对照)(?:一下|下)?`
	hanWhich   = `(?:谁|哪个|哪家|哪一个|哪一家|哪种)`
	hanMore    = `(?P<aspect>(?:更|比较|最|较|相对).+)`

	latinSides = `(?P<sides>.+?\band\b.+?)`
	latinOn    = `(?:\s+(?:on|in terms of|regarding|in|about|with regard to|with respect to|when it comes to|over)\s+(?P<aspect2>.+))?$`

	// A question that sets statements of articles or reports against each other.
	asking = `^(?:do|does|did|is|are|was|were|has|have|between)\b`
	source = `(?:articles?|reports?|story|piece|coverage)`
	// What sets one statement against another without a conjunction.
	likened = `(?:(?:in )?(?:a|the) (?:similar|same|different|opposite) (?:way|manner|fashion|capacity) (?:as|to|from|that|than)(?: how)?|` +
		`similar(?:ly)? to|(?:identical|different)(?:ly)? (?:to|from|than)|(?:agrees?|disagrees?|aligns?|aligned) with)`
)

// comparisonForms are the ways to ask for a comparison. Each has the group sides, or side1 and side2, and where the form
// names what is compared, aspect or aspect2. The first that matches counts.
var comparisonForms = compileForms(
	hanCompare+hanSides+hanIn+`(?:`+hanDiffer+`|做法|看法|态度|观点)*$`,
	hanCompare+`(?P<sides>.+`+hanAnd+`.+?)的(?P<aspect>[^的]+)$`,
	hanCompare+`(?P<sides>.+`+hanAnd+`.+)$`,
	`^`+hanSides+`(?:各自|分别)的?(?P<aspect>.+)$`,
	`^`+hanSides+hanIn+hanWhat+hanDiffer,
	`^`+hanSides+`的(?P<aspect>[^的]+?)`+hanWhat+hanDiffer,
	`^`+hanSides+hanWhat+hanDiffer,
	`^`+hanSides+`(?:相比|比起来|当中|之中|两者|两家|,|，|:|：|\s)*`+hanWhich+`的?`+hanMore+`$`,
	`^`+hanWhich+hanMore+`[,，:：]\s*(?P<sides>.+`+hanAnd+`.+)$`,
	`^(?P<sides>[^,，]+?还是[^,，]+?)`+hanMore+`$`,
	`^(?P<side1>[^,，]{2,12})比(?P<side2>[^,，]{2,12}?)(?P<aspect>(?:更|强|弱|好|差|大|小|高|低|快|慢).*)$`,
	`^(?P<side1>[^,，]{2,12})(?:对比|相比于?|比起)(?P<side2>[^,，]{2,12})$`,
	`^(?P<side1>[^,，]{2,12})(?:和|与|跟|同)(?P<side2>[^,，]{2,12}?)(?:相比|比起来|比)(?:怎么样|如何|呢|,|，)*(?P<aspect>.*)$`,
	`^`+hanSides+`(?:之间)?的?(?:共同点|相同点|相似之处|共同之处)(?P<aspect>.*)$`,

	`\bwhat (?:do|does|did) `+latinSides+` have in common`+latinOn,
	`^(?:who|which(?: one| company| side)?|what) is (?P<aspect>(?:more|less|better|worse|\w+er)\b.*?)[,:]\s*(?P<sides>.+?\bor\b.+)$`,
	`\b(?:compare|contrast)\s+(?P<sides>.+?(?:\band\b|\bwith\b|\bto\b|\bvs\b|,).+?)`+latinOn,
	`\bdifferences?\s+(?:is there\s+|are there\s+)?(?:in\s+(?P<aspect>.+?)\s+)?between\s+`+latinSides+latinOn,
	`^how (?:do|does|did|are|is) `+latinSides+`(?:'s|')?\s+(?P<aspect>.*?)\b(?:differ|different|compare)\b`+latinOn,
	`^how (?:does|do|did|is|are) (?P<side1>.+?)\s+(?:differ|different)\s+from\s+(?P<side2>.+?)`+latinOn,
	`^(?P<sides>.+?\s(?:vs\.?|versus)\s.+?)(?:[:,]\s*(?P<aspect>.+)|`+latinOn+`)`,
	`^(?:who|which(?: one| company| side)?)\s+(?P<aspect>.+?)[,:]\s*(?P<sides>.+?\bor\b.+)$`,
	`^(?:is|are|does|do|did|was|were)\s+(?P<side1>.+?)\s+(?P<aspect>(?:(?:more|less)\s+\w{4,}|better|worse|\w{3,}er)\b)\s+than\s+(?P<side2>.+)$`,
	`^(?:what (?:are|is|do|does|did)\s+)?(?:the\s+)?(?P<aspect>.*?)\b(?:of|by|from|do|does|did)\s+`+latinSides+`(?:\s+(?P<aspect2>\w+))?,?\s+respectively$`,
	// Statements set against each other: each is a side.
	`\bwith (?:one|the former)\s+(?P<side1>.{10,}?),?\s+and\s+(?:the other|the latter)\s+(?P<side2>.{10,})$`,
	asking+`(?P<side1>.{15,}?),?\s+(?:while|whereas|in contrast to|compared to|as opposed to|unlike|but|and (?:did|does|do))\s+(?P<side2>.{15,})$`,
	asking+`(?P<side1>.{15,}?),?\s+`+likened+`\s+(?P<side2>.{15,})$`,
	asking+`(?P<side1>.*?\b`+source+`\b.{10,}?)\s+(?:as|than)\s+(?P<side2>.{15,})$`,
	asking+`(?P<side1>.*?\b`+source+`\b.{10,}?),?\s+and\s+(?P<side2>(?:the|another|an?|'|")?.{0,60}?\b`+source+`\b.{10,})$`,
)

func compileForms(forms ...string) []*regexp.Regexp {
	compiled := make([]*regexp.Regexp, len(forms))
	for i, form := range forms {
		compiled[i] = regexp.MustCompile(form)
	}
	return compiled
}

var (
	sideSeparator = regexp.MustCompile(`\s*(?:` + hanAnd + `|\bversus\b|\bvs\b\.?|\band\b|\bwith\b|\bor\b|\bto\b|,|，)\s*`)
	sidePrefix    = regexp.MustCompile(`^(?:请问|请|那么?|文章里?|文中|the |both |between )+`)
	sideSuffix    = regexp.MustCompile(`(?:这|的)?(?:相?比|两者|两派|两方|双方|两家(?:公司)?|两个人|二者|两人|之间)$`)
	// stance is what a side does about its subject, by which alone it is mentioned.
	stance     = regexp.MustCompile(`^(?:支持|反对|主张|赞成|提倡|看好|(?:supporters|proponents|advocates|opponents|critics|fans) of )`)
	possessive = regexp.MustCompile(`^(?P<side>.+?)(?:'s|’s|')\s+(?P<aspect>.+)$`)
	ofSide     = regexp.MustCompile(`^(?:the )?(\w+(?: \w+)?) of (.+)$`)
)
