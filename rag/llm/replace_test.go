package llm_test

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"articlebot/rag/llm"
)

// TestFaultL8ShownTextIsReplacedOnce breaks answers after text was shown: one more attempt replaces it, then the call fails with
// what there is.
func TestFaultL8ShownTextIsReplacedOnce(t *testing.T) {
	cut := says(data(token("Meta"), token(" opened")))
	reset := reply{parts: cut.parts, end: broken}
	failing := says(data(token("Meta"), `{"error":{"message":"boom","code":503}}`))
	tests := map[string]struct {
		replies []reply
		kind    llm.Kind
		text    string
		drafts  []string
		asked   int
	}{
		"clean cut, then whole":   {[]reply{cut, good("Yes.")}, "", "Yes.", []string{"Meta", "Meta opened", "Yes."}, 2},
		"broken, then whole":      {[]reply{reset, good("Yes.")}, "", "Yes.", []string{"Meta", "Meta opened", "Yes."}, 2},
		"error event, then whole": {[]reply{failing, good("Yes.")}, "", "Yes.", []string{"Meta", "Yes."}, 2},
		"cut again":               {[]reply{cut, says(data(token("Yes"))), good("No.")}, llm.KindCut, "Yes", []string{"Meta", "Meta opened", "Yes"}, 2},
		"then down":               {[]reply{reset, refuses(503, ""), good("No.")}, llm.KindOverloaded, "Meta opened", []string{"Meta", "Meta opened"}, 2},
		"down, cut, whole":        {[]reply{refuses(503, ""), cut, good("Yes.")}, "", "Yes.", []string{"Meta", "Meta opened", "Yes."}, 3},
		"down, down, cut":         {[]reply{refuses(503, ""), refuses(503, ""), cut, good("No.")}, llm.KindCut, "Meta opened", []string{"Meta", "Meta opened"}, 3},
		"the filter is final":     {[]reply{says(data(token("Meta"), finish("content_filter"))), good("No.")}, llm.KindContent, "", []string{"Meta"}, 1},
		"a stall is final":        {[]reply{{parts: cut.parts, end: hung}, good("No.")}, llm.KindTimeout, "Meta opened", []string{"Meta", "Meta opened"}, 1},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f := &fake{replies: tt.replies}
				start := time.Now()
				reply, drafts, err := chat(t.Context(), newClient(t, f))
				if tt.kind != "" {
					wantError(t, err, tt.kind)
				} else if err != nil {
					t.Error(err)
				}
				if reply.Text != tt.text || reply.Complete != (tt.kind == "") || len(f.requests) != tt.asked {
					t.Errorf("reply = %+v after %d requests", reply, len(f.requests))
				}
				if !slices.Equal(drafts, tt.drafts) {
					t.Errorf("drafts = %q, want %q", drafts, tt.drafts)
				}
				if took := time.Since(start); took > 2*time.Minute {
					t.Errorf("took %v", took)
				}
			})
		})
	}
}
