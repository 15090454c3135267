// Package config reads the configuration: one strict YAML file with the environment above it. Every problem is reported
// at once, with its file, line and key, or with the name of its environment variable.
package config

import "time"

// Config is a whole configuration, checked and with every default filled in but those of the profiles, which
// Config.Profile fills in.
//
// The tree is the schema. The comment of a field is its documentation in docs/configuration.md, and its tags are what
// Parse goes by: yaml is the key; env names the variable that stands above it; oneof, form, min and max bound the value.
type Config struct {
	Telegram   Telegram   `yaml:"telegram"`
	Access     Access     `yaml:"access"`
	Models     Models     `yaml:"models"`
	Embeddings Embeddings `yaml:"embeddings"`
	// Articles to answer from: paths of Markdown or text files, or of folders of them. Empty means the built-in article.
	Articles []string `yaml:"articles"`
	Prompts  Prompts  `yaml:"prompts"`
	State    State    `yaml:"state"`
	Limits   Limits   `yaml:"limits"`
	Log      Log      `yaml:"log"`

	// File is the path of the file that was read; it is empty where there was none.
	File string
	// Warnings are about what works but is hardly meant, in the order of Errors.
	Warnings []Problem
}

// The values of Telegram.Mode.
const (
	Polling   = "polling"
	ByWebhook = "webhook"
)

// Telegram says how the bot reaches Telegram, and Telegram the bot. Without a token there is no bot.
type Telegram struct {
	// The bot's token, from @BotFather.
	Token Secret `yaml:"token" env:"TELEGRAM_TOKEN"`
	// A file that holds the token.
	TokenFile string `yaml:"token_file"`
	// Address of the Bot API server.
	APIURL string `yaml:"api_url" env:"TELEGRAM_API_URL" form:"url"`
	// How messages come: the bot asks for them, which works anywhere, or Telegram calls the webhook.
	Mode    string  `yaml:"mode" oneof:"polling|webhook"`
	Webhook Webhook `yaml:"webhook"`
	// In private chats, show an answer in a draft while it grows, in place of a message that is changed again and again. The finished
	// answer then is a message that is sent, so that it may come twice after a crash or a cut connection right at that moment; without
	// drafts it never does. A server that knows no drafts gets none.
	Drafts bool `yaml:"drafts"`
	// Show a comparison with a table of Telegram's own, where the server knows that. Old clients of Telegram's may show no more than a
	// hint to update them.
	RichTables bool `yaml:"rich_tables"`
}

// Webhook says where Telegram delivers messages in webhook mode.
type Webhook struct {
	// Host and port that the bot listens on, in plain HTTP: the certificate is that of a proxy before it. In a container, where
	// the proxy comes from outside, it is :8443.
	Listen string `yaml:"listen" form:"listen"`
	// The https address, with any path, at which Telegram reaches the bot through the proxy. Telegram calls only the ports
	// 443, 80, 88 and 8443.
	URL string `yaml:"url" form:"https"`
	// What Telegram shows with each call, so that nobody else is listened to: 1 to 256 letters, digits, _ and -. Empty means one
	// that the program derives from the token.
	Secret Secret `yaml:"secret" form:"webhook"`
	// A file that holds the secret.
	SecretFile string `yaml:"secret_file"`
}

// The values of Access.Mode.
const (
	Open   = "open"
	Closed = "closed"
)

// Access says who is answered. The ids are Telegram's numbers, never user names.
type Access struct {
	// Who is answered: everybody, or only those listed below.
	Mode string `yaml:"mode" env:"ARTICLEBOT_ACCESS" oneof:"open|closed"`
	// Ids of the users who are answered in closed mode.
	Users []int64 `yaml:"users" env:"ARTICLEBOT_ACCESS" min:"1"`
	// Ids of the groups in which everybody is answered, in closed mode; they are negative.
	Chats []int64 `yaml:"chats" max:"-1"`
	// Ids of the users who are always answered.
	Admins []int64 `yaml:"admins" min:"1"`
}

// The values of Models.Switching.
const (
	Admins   = "admins"
	Everyone = "everyone"
	Nobody   = "nobody"
)

// Models holds the language models by name. Without any, answers are quotations of the article.
type Models struct {
	// Name of the profile that answers. It may be left out where there is only one.
	Default string `yaml:"default"`
	// Who may choose with /model which profile answers in their chat. Admins are those of access.admins.
	Switching string `yaml:"switching" oneof:"admins|everyone|nobody"`
	// Whether the bot has the default profile write, once for an article, the questions that it offers to readers. It counts for
	// limits.daily. If not, they are made of the article's headings.
	Questions bool               `yaml:"questions"`
	Profiles  map[string]Profile `yaml:"profiles"`
}

// Profile is a named OpenAI-compatible chat model. In Models.Profiles it is as the file gives it; Config.Profile returns
// it with the preset's values and the defaults filled in.
type Profile struct {
	// Name is the profile's key; only Config.Profile and Config.Chain set it.
	Name string
	// A well-known server, which fills in what the profile leaves empty.
	Preset string `yaml:"preset" oneof:"openai|deepseek|dashscope|moonshot|zhipu|siliconflow|openrouter|ollama|llamacpp|vllm|lmstudio"`
	// Address of the server up to, but without, /chat/completions. Empty means the preset's.
	BaseURL string `yaml:"base_url" env:"LLM_BASE_URL" form:"url"`
	// The server's key. Local servers mostly need none.
	APIKey Secret `yaml:"api_key" env:"LLM_API_KEY"`
	// A file that holds the key.
	APIKeyFile string `yaml:"api_key_file"`
	// The model's name, as the server calls it. Empty means the preset's.
	Model string `yaml:"model" env:"LLM_MODEL"`
	// Names of the profiles to ask in turn when this one fails.
	Fallback []string `yaml:"fallback"`
	// Sampling temperature. Empty means the server's own; some models refuse any other.
	Temperature *float64 `yaml:"temperature" min:"0" max:"2"`
	// Longest answer in tokens, including what the model thinks to itself. 0 means the preset's.
	MaxTokens int `yaml:"max_tokens" min:"0"`
	// The request field that carries max_tokens. Empty means the preset's, or the one that the model's family takes.
	TokenField string `yaml:"token_field" oneof:"max_tokens|max_completion_tokens"`
	// Longest prompt and answer together, in tokens; a longer article is answered from its best passages. 0 means the
	// preset's.
	ContextTokens int `yaml:"context_tokens" min:"0"`
	// Further fields of the chat request with values of any shape, such as enable_thinking: false or reasoning_effort: low.
	Extra map[string]any `yaml:"extra"`
	Price Price          `yaml:"price"`
	// Longest wait for the first token, as a duration such as 30s or 2m; twice as long for a server that shows signs of life.
	// 0s means the default.
	Timeout time.Duration `yaml:"timeout" min:"0"`
	// Longest silence after the first token. 0s means the default.
	IdleTimeout time.Duration `yaml:"idle_timeout" min:"0"`

	// NoThinking are the fields that make the preset's models think less or not at all, where the server has such; only
	// Config.Profile and Config.Chain set it.
	NoThinking map[string]any
}

// Price is what a model costs, in whatever currency you count in.
type Price struct {
	// Price of a million tokens of the prompt, in any currency.
	Prompt float64 `yaml:"prompt" min:"0"`
	// Price of a million tokens of the answer, in the same currency.
	Completion float64 `yaml:"completion" min:"0"`
}

// The values of Embeddings.Provider.
const (
	Builtin  = "builtin"
	Endpoint = "endpoint"
)

// Embeddings says where the vectors of passages and questions come from.
type Embeddings struct {
	// The built-in embedder, which needs no model, or an OpenAI-compatible server. Left out, a base_url means the latter.
	Provider string `yaml:"provider" oneof:"builtin|endpoint"`
	// Address of the server up to, but without, /embeddings.
	BaseURL string `yaml:"base_url" env:"EMBED_BASE_URL" form:"url"`
	// The server's key. Local servers mostly need none.
	APIKey Secret `yaml:"api_key" env:"EMBED_API_KEY"`
	// A file that holds the key.
	APIKeyFile string `yaml:"api_key_file"`
	// The model's name, as the server calls it.
	Model string `yaml:"model" env:"EMBED_MODEL"`
	// How many numbers of a vector to ask the server for. 0 means the model's own count.
	Dimensions int `yaml:"dimensions" min:"0"`
	// Most texts in one request. DashScope takes 10, Zhipu 64, OpenAI 2048.
	Batch int `yaml:"batch" min:"1" max:"2048"`
	// How much the server's vectors count beside the words, which count 1. The default does no harm with any model, even one
	// that does not know the language; raise it for a model that finds more than the words do.
	Weight float64 `yaml:"weight" min:"0" max:"10"`
}

// Prompts names files of templates that take the place of the built-in ones; docs/prompts.md describes them.
type Prompts struct {
	// File of templates that replace those for answers in Chinese; docs/prompts.md names them. Empty means the built-in ones.
	Chinese string `yaml:"zh"`
	// The same for answers in English.
	English string `yaml:"en"`
}

// State says where the program keeps what it must remember.
type State struct {
	// Folder of the program's own data. Empty means articlebot in the user's data folder, such as ~/.local/share.
	Dir string `yaml:"dir" env:"ARTICLEBOT_DATA"`
	// A PostgreSQL database that takes the place of the SQLite file in the folder, so that several processes can serve one bot:
	// postgres://user:password@host:port/name. The folder is then only for what can be made anew.
	URL Secret `yaml:"url" env:"ARTICLEBOT_STATE_URL" form:"postgres"`
	// A file that holds the address.
	URLFile string `yaml:"url_file"`
	// How long a message that a process works on waits for another one when that process is gone. The shorter it is, the less may
	// the clocks of the processes' machines stumble.
	Lease time.Duration `yaml:"lease" min:"1s"`
}

// Limits bounds what users may ask for.
type Limits struct {
	// Longest question that is answered, in characters.
	MaxQuestion int `yaml:"max_question" min:"1" max:"4000"`
	// Most messages of one user that may wait for their turn; to those above it the bot says so once and does not answer.
	Waiting int `yaml:"waiting" min:"1"`
	// Age above which a question is not answered any more when its turn comes, as after a long stop; its user is told once. 0s
	// means never.
	MaxAge time.Duration `yaml:"max_age" min:"0"`
	// How many attempts to answer a message may fail before it is set aside, to be seen with articlebot parked list.
	Attempts int   `yaml:"attempts" min:"1" max:"100"`
	Daily    Daily `yaml:"daily"`
}

// Daily bounds what models may be used for in a day of the host's time zone. Where a limit is reached, answers are quotations
// of the article until the day is over; the question under way is still answered. Only the bot keeps count, in its database;
// the terminal's questions are nobody's and count for nothing.
type Daily struct {
	// Most tokens that a user's questions may take in a day, prompts and answers together; then, until the day
	// is over, the answers are quotations of the article. 0 means no limit.
	UserTokens int `yaml:"user_tokens" min:"0"`
	// Most that a user's questions may cost in a day, in the currency of the profiles' prices. 0 means no limit.
	UserCost float64 `yaml:"user_cost" min:"0"`
	// Most tokens that the questions of all users may take in a day. 0 means no limit.
	TotalTokens int `yaml:"total_tokens" min:"0"`
	// Most that the questions of all users may cost in a day. 0 means no limit.
	TotalCost float64 `yaml:"total_cost" min:"0"`
}

// Log says what is logged, and how.
type Log struct {
	// The least grave entries that are logged.
	Level string `yaml:"level" oneof:"debug|info|warn|error"`
	// How an entry is written.
	Format string `yaml:"format" oneof:"text|json"`
}

// Default returns the configuration of an empty file and an empty environment.
func Default() *Config {
	return &Config{
		Telegram: Telegram{
			APIURL: "https://api.telegram.org", Mode: Polling,
			// What comes in plain HTTP had better come from this machine.
			Webhook: Webhook{Listen: "127.0.0.1:8443"},
		},
		Access: Access{Mode: Closed},
		Models: Models{Switching: Admins, Questions: true},
		Embeddings: Embeddings{
			Provider: Builtin,
			// DashScope's, the smallest limit of the servers that state one.
			Batch: 10,
			// The most that holds with three models on six sets: see docs/quality.md.
			Weight: 0.2,
		},
		State:  State{Lease: 30 * time.Second},
		Limits: Limits{MaxQuestion: 4000, Waiting: 3, MaxAge: 15 * time.Minute, Attempts: 2},
		Log:    Log{Level: "info", Format: "text"},
	}
}
