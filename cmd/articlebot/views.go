package main

import (
	"cmp"
	"context"
	"slices"

	"golang.org/x/sync/errgroup"

	"articlebot/config"
	"articlebot/corpus"
	"articlebot/rag"
	"articlebot/rag/lexical"
	"articlebot/rag/vector"
)

// builtinWeight is the weight of the built-in embedder's vote beside the lexical leg's, which is 1. It sees the same terms
// as the lexical leg, so its vote is the same evidence counted twice and only breaks ties.
const builtinWeight = 0.001

// newViews builds the view of each language of questions side by side; views of the same editions are one. Where all questions
// are in one language, the view of that one serves for the other too, which spares half of the work.
func (p *program) newViews(ctx context.Context, only corpus.Lang) (map[corpus.Lang]*rag.View, error) {
	cut, all := p.passages()
	vectors, err := p.embed(ctx, ofArticles, all)
	if err != nil {
		return nil, err
	}
	build := func(view **rag.View, editions []*corpus.Edition) func() error {
		return func() (err error) {
			var passages []*corpus.Passage
			for _, edition := range editions {
				passages = append(passages, cut[edition]...)
			}
			if *view, err = p.newView(ctx, passages, vectors); err == nil {
				(*view).Editions = editions
			}
			return err
		}
	}
	var chinese, english *rag.View
	ofChinese, ofEnglish := rag.Editions(p.articles, cmp.Or(only, corpus.Chinese)), rag.Editions(p.articles, cmp.Or(only, corpus.English))
	var building errgroup.Group
	building.Go(build(&chinese, ofChinese))
	if !slices.Equal(ofChinese, ofEnglish) {
		building.Go(build(&english, ofEnglish))
	}
	if err := building.Wait(); err != nil {
		return nil, err
	}
	return map[corpus.Lang]*rag.View{corpus.Chinese: chinese, corpus.English: cmp.Or(english, chinese)}, nil
}

// passages returns those of all editions of all articles, which are cut once.
func (p *program) passages() (cut map[*corpus.Edition][]*corpus.Passage, all []*corpus.Passage) {
	if p.cut == nil {
		p.cut = make(map[*corpus.Edition][]*corpus.Passage)
	}
	for _, article := range p.articles {
		for _, edition := range article.Editions {
			if _, ok := p.cut[edition]; !ok {
				p.cut[edition] = corpus.Passages(edition)
			}
			all = append(all, p.cut[edition]...)
		}
	}
	return p.cut, all
}

// newView builds both legs over passages. Their vectors are among those given, or made here; without any from a server
// that fails, the words have to do.
func (p *program) newView(ctx context.Context, passages []*corpus.Passage, known map[*corpus.Passage][]float32) (*rag.View, error) {
	view := &rag.View{Passages: passages, Lexical: lexical.New(passages), DenseWeight: builtinWeight}
	vectors := make([][]float32, len(passages))
	switch {
	case p.config.Embeddings.Provider == config.Builtin:
		var err error
		if vectors, err = p.embedder.Embed(ctx, searchable(passages)); err != nil {
			return nil, err
		}
	case known == nil:
		return view, nil
	default:
		view.DenseWeight = p.config.Embeddings.Weight
		for i, passage := range passages {
			vectors[i] = known[passage]
		}
	}
	dense, err := vector.New(ctx, p.embedder, passages, vectors)
	if err != nil {
		return nil, err
	}
	view.Dense = dense
	return view, nil
}

func searchable(passages []*corpus.Passage) []string {
	texts := make([]string, len(passages))
	for i, passage := range passages {
		texts[i] = passage.Searchable()
	}
	return texts
}
