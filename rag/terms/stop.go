package terms

// IsStopWord reports whether a folded word is an English function or question word, which says nothing of the subject.
func IsStopWord(word string) bool {
	switch word {
	case "a", "an", "the", "and", "or", "but", "nor", "so", "if", "then", "than", "as", "at", "by", "for", "from", "in", "into",
		"of", "off", "on", "onto", "out", "over", "to", "up", "upon", "with", "within", "about", "between", "among", "during",
		"is", "are", "was", "were", "be", "been", "being", "am", "do", "does", "did", "done", "doing", "has", "have", "had",
		"having", "will", "would", "shall", "should", "can", "could", "may", "might", "must", "not", "no",
		"it", "its", "it's", "he", "his", "him", "she", "her", "hers", "they", "their", "them", "we", "our", "us", "you", "your",
		"i", "my", "me", "this", "that", "these", "those", "there", "here", "s", "t",
		"what", "what's", "which", "who", "who's", "whom", "whose", "when", "where", "why", "how",
		"much", "many", "some", "any", "each", "also", "such", "please", "tell":
		return true
	}
	return false
}

// IsParticle reports whether a folded Chinese word only holds a sentence together.
func IsParticle(word string) bool {
	switch word {
	case "的", "了", "在", "是", "和", "与", "被", "为", "有", "于", "从", "中", "以", "把", "对", "地", "得", "着", "过", "就", "都", "而", "及",
		"或", "也", "还", "又", "很", "会", "能", "要", "这", "那", "其", "之", "所", "让", "使", "由", "向", "到", "给", "用", "上", "下", "里", "来", "去",
		"这个", "那个", "这些", "那些", "一个", "一些", "因为", "所以", "但是", "如果", "可以", "可能", "已经", "以及", "关于", "对于":
		return true
	}
	return false
}

// IsGeneric reports whether a folded word of either language is one that any question may have, whatever it is about:
// opinion, reason, 看法, 原因.
func IsGeneric(word string) bool {
	switch word {
	case "看法", "观点", "态度", "心态", "意见", "评价", "立场", "理由", "原因", "缘故", "影响", "作用", "意义", "情况", "表现", "问题", "区别", "不同",
		"差别", "差异", "异同", "方面", "事情", "东西", "内容", "名字", "名称", "时候", "时间", "日期", "地方", "地点", "目的", "特点", "方式", "方法", "样子", "结果",
		"今天", "明天", "昨天", "公司", "企业", "机构", "国家", "人物", "叫做", "认为", "觉得", "说", "表示", "提到", "知道", "想", "看", "看待", "怎么样", "没有", "会", "各自", "分别", "文章", "作者", "文中", "本文", "哪种", "哪一",
		"第几", "主要", "具体", "到底", "究竟", "目前", "现在", "当时", "后来", "之后", "之前", "还有", "其他", "我们", "他们", "它们", "自己", "大家", "有人",
		"today", "tomorrow", "yesterday", "company", "companies", "firm", "firms", "view", "views", "opinion", "opinions", "attitude", "reason", "reasons", "cause", "kind", "type", "way", "name", "called",
		"think", "thinks", "thought", "say", "says", "said", "mean", "means", "happen", "happened", "happens", "effect", "effects",
		"article", "author", "text", "thing", "things", "time", "year", "day", "date", "place", "person", "people", "different",
		"difference", "differences", "differ", "compare", "like", "use", "used", "according", "main", "make", "made", "give", "given", "get", "take",
		"want", "wanted", "exactly", "actually", "really", "still", "ever", "first", "last", "become", "describe", "explain",
		"mention", "mentioned", "mentions", "know", "does", "want's", "after", "before", "long", "big", "new", "old", "lot":
		return true
	}
	return false
}
