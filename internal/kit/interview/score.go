package interview

// levels is how many levels a criterion has.
const levels = 4

// A criterion is a line of the sheet on which learners score themselves.
type criterion struct {
	name   string
	levels [levels]string // the lowest first
}

var criteria = []criterion{
	{"Understanding the problem", [levels]string{
		"I began to design before I knew what was asked.",
		"I asked some questions, but missed rules that decide the design.",
		"I asked for the rules that decide the design before I needed them.",
		"I asked for the rules and the limits, and said which of them matter most and why.",
	}},
	{"Responsibilities", [levels]string{
		"Most of the code is in one type or one function.",
		"There are several types, but some rules are in more than one place.",
		"Each type has one job, and each rule is in one place.",
		"Each rule is in one place, and I can say why it is there and not elsewhere.",
	}},
	{"Taking change", [levels]string{
		"A new step made me write the code again.",
		"New steps changed many functions that had worked before.",
		"New steps changed few functions, and I knew which before I began.",
		"New steps mostly added code, and I can name a change for which the design is not ready.",
	}},
	{"Correctness", [levels]string{
		"I found mistakes only when a step failed, and tried changes until it passed.",
		"The usual cases worked at once, but cases at the edge failed.",
		"I thought of empty, full and invalid cases before I ran the steps.",
		"I can name the rule that always holds, and why no method breaks it.",
	}},
	{"Readability", [levels]string{
		"I must explain the code before somebody else can read it.",
		"Names are clear, but some functions are long or do several things.",
		"Functions are short, and their names say what they do.",
		"The code reads like the rules, and the few comments say why.",
	}},
	{"Talking through trade-offs", [levels]string{
		"I wrote code without saying why.",
		"I said what I did, but named no other way.",
		"I named another way, and what each of the two costs.",
		"I compared several ways by the requirements, and said when I would choose another one.",
	}},
}
