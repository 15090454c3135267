package corpus

import "strconv"

// group makes articles of sources: those of one folder whose names differ only in the language suffix belong together.
func group(sources []source) []*Article {
	g := grouping{taken: make(map[string]bool), open: make(map[string]*Article)}
	for _, s := range sources {
		g.add(s)
	}
	return g.articles
}

type grouping struct {
	articles []*Article
	taken    map[string]bool
	// open holds the article that further editions join, by folder and stem.
	open map[string]*Article
}

func (g *grouping) add(s source) {
	stem, lang := splitName(s.name)
	key := s.folder + "/" + stem
	a := g.open[key]
	if lang == "" || a == nil || a.has(s.edition.Lang) {
		a = &Article{ID: g.unique(slug(stem))}
		g.articles = append(g.articles, a)
		if lang != "" && g.open[key] == nil {
			g.open[key] = a
		}
	}
	s.edition.ArticleID = a.ID
	a.Editions = append(a.Editions, s.edition)
}

func (g *grouping) unique(id string) string {
	free := id
	for n := 2; g.taken[free]; n++ {
		free = id + "-" + strconv.Itoa(n)
	}
	g.taken[free] = true
	return free
}

func (a *Article) has(lang Lang) bool {
	for _, e := range a.Editions {
		if e.Lang == lang {
			return true
		}
	}
	return false
}
