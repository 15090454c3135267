package page

// state is what events tell besides the chats.
type state struct {
	Bot     botState        `json:"bot"`
	People  List[person]    `json:"people"`
	Chats   List[chatTitle] `json:"chats"`
	Model   Model           `json:"model"`
	Article articleState    `json:"article"`
}

type botState struct {
	Name        string `json:"name"`
	Username    string `json:"username"`
	Description string `json:"description"`
}

type person struct {
	ID       int64  `json:"id"`
	Name     string `json:"name"`
	Username string `json:"username"`
}

type chatTitle struct {
	ID    int64  `json:"id"`
	Type  string `json:"type"`
	Title string `json:"title"`
}

// articleState is what the page shows of an article outside the panel.
type articleState struct {
	Titles  List[editionTitle] `json:"titles"`
	Custom  bool               `json:"custom"`
	Version int64              `json:"version"`
}

type editionTitle struct {
	Lang  string `json:"lang"`
	Title string `json:"title"`
}

// state returns what holds now, with the bot's texts for a client in a language, an IETF tag.
func (p *Page) state(language string) state {
	bot := p.options.Server.Bot(language)
	article := p.options.Subject.Article()
	now := state{
		Bot:     botState{bot.Name, bot.Username, bot.Description},
		Model:   p.options.Models.Model(),
		Article: articleState{Custom: article.Custom, Version: article.Version},
	}
	for _, edition := range article.Editions {
		now.Article.Titles = append(now.Article.Titles, editionTitle{edition.Lang, edition.Title})
	}
	for _, someone := range p.options.People {
		now.People = append(now.People, person{someone.ID, someone.FirstName, someone.Username})
	}
	for _, c := range p.chats() {
		now.Chats = append(now.Chats, chatTitle{c.ID, c.Type, c.Title})
	}
	return now
}
