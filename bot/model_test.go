package bot_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"articlebot/bot"
	"articlebot/corpus"
	"articlebot/rag"
)

// models are profiles that may change, and an asker that answers with the name of the profile asked for.
type models struct {
	mu   sync.Mutex
	list []bot.Profile
}

func newModels() *models {
	return &models{list: []bot.Profile{
		{Name: "DeepSeek", Model: "deepseek-chat", Default: true}, {Name: "local", Model: "qwen3:8b"},
		{Name: "通义", Model: "qwen<max>"},
	}}
}

// Profiles returns the profiles.
func (m *models) Profiles() []bot.Profile {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.list
}

func (m *models) set(list ...bot.Profile) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.list = list
}

// Ask names the profile that answers.
func (m *models) Ask(_ context.Context, q rag.Question, _ rag.Draft) (rag.Answer, error) {
	for _, p := range m.Profiles() {
		if p.Name == q.Profile || q.Profile == "" && p.Default {
			return rag.Answer{Question: q.Text, Lang: corpus.DetectLang(q.Text), Text: "by " + p.Model}, nil
		}
	}
	return rag.Answer{}, fmt.Errorf("asking: %w: %s", rag.ErrUnknownProfile, q.Profile)
}

// withModels runs a bot with models that everyone may choose from unless the options say otherwise.
func withModels(t *testing.T, m *models, story func(w *world), access ...bot.Access) {
	t.Helper()
	inWorld(t, m, story, func(o *bot.Options) {
		o.Models, o.Access = m, bot.Access{Open: true, Switching: bot.EveryoneSwitches}
		for _, a := range access {
			o.Access = a
		}
	})
}

const (
	usage       = "\n\n/model NAME changes which one answers in this chat, /model default goes back to the default."
	untouched   = "The models:\n• DeepSeek · deepseek-chat (default, in use here)\n• local · qwen3:8b\n• 通义 · qwen<max>" + usage
	localChosen = "The models:\n• DeepSeek · deepseek-chat (default)\n• local · qwen3:8b (in use here)\n• 通义 · qwen<max>" + usage
)

func TestModelIsListedAndSwitched(t *testing.T) {
	withModels(t, newModels(), func(w *world) {
		script := []struct{ say, want string }{
			{"/model", untouched},
			{"Who answers?", "by deepseek-chat"},
			{"/model local", "Done: local · qwen3:8b answers in this chat now."},
			{"/model", localChosen},
			{"And now?", "by qwen3:8b"},
			{"/reset", "Done: I have forgotten our conversation so far."},
			{"And after a reset?", "by qwen3:8b"},
			{"/model default", "Done: the default model answers in this chat again."},
			{"/model", untouched},
			{"And at last?", "by deepseek-chat"},
		}
		for _, step := range script {
			if got := w.asks(alice, step.say)[0]; got != step.want {
				w.Errorf("%s: %q, want %q", step.say, got, step.want)
			}
		}
	})
}

func TestModelIsSwitchedForOneChatOnly(t *testing.T) {
	withModels(t, newModels(), func(w *world) {
		w.asks(alice, "/model local")
		if got := w.asks(bob, "Who answers Bob?")[0]; got != "by deepseek-chat" {
			w.Errorf("after Alice's choice Bob is answered %q", got)
		}
	})
}

func TestModelNamesAreReadKindly(t *testing.T) {
	for say, want := range map[string]string{
		"/model deepseek":    "Done: DeepSeek · deepseek-chat",
		"/model ＤＥＥＰＳＥＥＫ":    "Done: DeepSeek · deepseek-chat",
		"/model\u3000local":  "Done: local",
		"/model  local \n":   "Done: local",
		"/MODEL LOCAL":       "Done: local",
		"/model 通义":          "好的，本聊天改由 通义 · qwen<max> 回答。",
		"/model -":           "Done: the default model",
		"/model －":           "Done: the default model",
		"/model Default":     "Done: the default model",
		"/model 默认":          "好的，本聊天恢复使用默认模型。",
		"/model depseek":     "There is no model called depseek. Did you mean DeepSeek?\n\n" + untouched,
		"/model LOACL":       "There is no model called LOACL. Did you mean local?\n\n" + untouched,
		"/model <b>gpt</b>":  "There is no model called <b>gpt</b>.\n\n" + untouched,
		"/model 文心":          "没有叫 文心 的模型。\n\n可用的模型：\n• DeepSeek · deepseek-chat（默认，本聊天在用）\n• local",
		"/model " + longName: "There is no model called " + strings.Repeat("x", 64) + "….\n\n" + untouched,
	} {
		t.Run(say, func(t *testing.T) {
			t.Parallel()
			withModels(t, newModels(), func(w *world) {
				if got := w.asks(alice, say)[0]; !strings.HasPrefix(got, want) {
					w.Errorf("got %q, want %q", got, want)
				}
			})
		})
	}
}

var longName = strings.Repeat("x", 3000)

func TestModelCalledDefaultCanBeChosen(t *testing.T) {
	m := newModels()
	m.set(bot.Profile{Name: "big", Model: "b", Default: true}, bot.Profile{Name: "default", Model: "d"},
		bot.Profile{Name: "BIG", Model: "B"})
	withModels(t, m, func(w *world) {
		got := strings.Join(w.asks(alice, "/model default", "Who?", "/model -", "Who is it?", "/model BIG", "Who is big?"), "|")
		want := "Done: default · d answers in this chat now.|by d|Done: the default model answers in this chat again.|by b|" +
			"Done: BIG · B answers in this chat now.|by B"
		if got != want {
			w.Errorf("got  %q\nwant %q", got, want)
		}
	})
}

func TestWhoMaySwitch(t *testing.T) {
	const denied = "Sorry, which model answers is for the admins to decide."
	admins := []int64{alice}
	for name, tc := range map[string]struct {
		access     bot.Access
		alice, bob bool
	}{
		"Admins":   {bot.Access{Open: true, Admins: admins}, true, false},
		"Everyone": {bot.Access{Users: []int64{bob}, Admins: admins, Switching: bot.EveryoneSwitches}, true, true},
		"Nobody":   {bot.Access{Open: true, Admins: admins, Switching: bot.NobodySwitches}, false, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			withModels(t, newModels(), func(w *world) {
				for person, may := range map[int64]bool{alice: tc.alice, bob: tc.bob} {
					got := w.asks(person, "/model local", "Who is there?", "/help")
					want := []string{denied, "by deepseek-chat"}
					if may {
						want = []string{"Done: local · qwen3:8b answers in this chat now.", "by qwen3:8b"}
					}
					if got[0] != want[0] || got[1] != want[1] || strings.Contains(got[2], "\n/model ") != may {
						w.Errorf("person %d: %q, want %q and /model in the help: %v", person, got, want, may)
					}
				}
			}, tc.access)
		})
	}
}

func TestBotWithoutModels(t *testing.T) {
	inWorld(t, says("quoted"), func(w *world) {
		got := w.asks(alice, "/model", "/model local", "/help", "Who is there?")
		const none = "No model is configured; answers are the article's own sentences."
		if got[0] != none || got[1] != none || strings.Contains(got[2], "/model") || got[3] != "quoted" {
			w.Errorf("got %q", got)
		}
	}, func(o *bot.Options) { o.Access.Switching = bot.EveryoneSwitches })
}

func TestChosenModelThatIsGone(t *testing.T) {
	for name, tc := range map[string]struct{ ask, first, second string }{
		"Question": {
			"Who is left?", "by deepseek-chat\n\nThe model local is no longer in the configuration; the default one answers in " +
				"this chat again.", "by deepseek-chat",
		},
		"InChinese": {"还有谁？", "by deepseek-chat\n\n配置里已经没有模型 local，本聊天恢复使用默认模型。", "by deepseek-chat"},
		"List": {
			"/model", "The model local is no longer in the configuration; the default one answers in this chat again.\n\n" +
				"The models:\n• DeepSeek · deepseek-chat (default, in use here)" + usage,
			"The models:\n• DeepSeek · deepseek-chat (default, in use here)" + usage,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := newModels()
			withModels(t, m, func(w *world) {
				w.asks(alice, "/model local")
				m.set(m.Profiles()[0])
				got := w.asks(alice, tc.ask, tc.ask)
				if got[0] != tc.first || got[1] != tc.second {
					w.Errorf("got %q, want %q and %q", got, tc.first, tc.second)
				}
			})
		})
	}
}

// TestChoiceOfSomebodyWhoMayNoLongerChoose holds that it rests, and comes back with the right to choose.
func TestChoiceOfSomebodyWhoMayNoLongerChoose(t *testing.T) {
	withModels(t, newModels(), func(w *world) {
		w.asks(alice, "/model local")
		w.bot.SetAccess(bot.Access{Open: true})
		got := w.asks(alice, "Who is it now?")
		w.bot.SetAccess(bot.Access{Admins: []int64{alice}})
		got = append(got, w.asks(alice, "Who is it then?")...)
		if got[0] != "by deepseek-chat" || got[1] != "by qwen3:8b" {
			w.Errorf("got %q", got)
		}
	})
}

func TestChoiceSurvivesARestart(t *testing.T) {
	withModels(t, newModels(), func(w *world) {
		w.asks(alice, "/model local")
		w.restart()
		if got := w.asks(alice, "Who is it then?")[0]; got != "by qwen3:8b" {
			w.Errorf("answered %q", got)
		}
	})
}
