# What the predicates of the rules mean, for a general policy engine. A truth
# value is a number: 2 true, 1 not known, 0 false; "both" is then the smaller
# one, "either" the larger one, "not" what is left of 2.
package license_matrix

import rego.v1

answer(field) := object.get(input.answers, field, null)

fact(attribute) := object.get(input.license.facts, attribute, "?")

words(field) := answer(field) if {
	is_array(answer(field))
} else := []

# A rule that is not known to hold leaves the verdict open; an obligation too
# many is safe.
effect(then, truth) := then if {
	truth == 2
} else := 1 if {
	then == 1
} else := 3

lic_status(values) := 2 if {
	input.license.status in values
} else := 0

lic(attribute, values) := fact_in(fact(attribute), values)

fact_in(fact, values) := 0 if {
	is_null(fact)
} else := 2 if {
	fact == "?"
	"Unknown" in values
} else := 1 if {
	fact == "?"
} else := 2 if {
	is_array(fact)
	"*" in values
	count(fact) > 0
} else := 0 if {
	is_array(fact)
	"*" in values
} else := 2 if {
	is_array(fact)
	some value in fact
	value in values
} else := 0 if {
	is_array(fact)
} else := 2 if {
	fact in values
} else := 2 if {
	"*" in values
} else := 0

yes(field) := 2 if {
	answer(field) == true
} else := 0 if {
	answer(field) == false
} else := 1

is_one(field, values) := word_in(answer(field), values)

word_in(answer, values) := 2 if {
	is_string(answer)
	answer in values
} else := 0 if {
	is_string(answer)
} else := 2 if {
	is_array(answer)
	some word in answer
	word in values
} else := 0 if {
	is_array(answer)
} else := 2 if {
	answer == true
	"true" in values
} else := 2 if {
	answer == false
	"false" in values
} else := 0 if {
	is_boolean(answer)
} else := 1

# Countries and groups of them, as they are today.
eu := {
	"AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
	"IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
}

groups := {"EU": eu, "EEA": eu | {"IS", "LI", "NO"}, "UK": {"GB"}}

members(code) := {code} | object.get(groups, code, set())

meet(word, places) if {
	word == "WORLD"
	count(places) > 0
}

meet(_, places) if {
	"WORLD" in places
}

meet(word, places) if {
	word in places
}

meet(word, places) if {
	ours := members(word)
	some place in places
	some member in members(place)
	member in ours
}

touches(field, places) := touched(answer(field), places)

touched(answer, places) := 2 if {
	is_array(answer)
	some word in answer
	meet(word, places)
} else := 0 if {
	is_array(answer)
} else := 2 if {
	is_string(answer)
	meet(answer, places)
} else := 0 if {
	is_string(answer)
} else := 1

meets(attribute, field) := met(fact(attribute), field)

met(fact, field) := touches(field, fact) if {
	is_array(fact)
	count(fact) > 0
} else := 0 if {
	fact == "?"
	answer(field) == []
} else := 1 if {
	fact == "?"
} else := 0

# What is done.
exposes(what) := 2 if {
	some act in words("acts")
	data.acts[act].exposes == what
} else := 0 if {
	acts_known
} else := 1

modifies := 2 if {
	some act in words("acts")
	data.acts[act].modifies
} else := 0 if {
	acts_known
} else := 1

acts_known if {
	is_array(answer("acts"))
	every act in answer("acts") {
		data.acts[act]
	}
}

no_acts := 0 if {
	acts_known
	count(answer("acts")) > 0
} else := 2

grants contains grant if {
	some act in words("acts")
	some grant in data.acts[act].needs
}

grant_is(grant, state) := 2 if {
	grant_state(fact(data.grants[grant])) == state
} else := 0

grant_state(fact) := "Silent" if {
	is_null(fact)
} else := fact if {
	fact in {"Granted", "Inferred", "Conflict", "Silent", "Excluded"}
} else := "Unknown"

# Limits.
th(limit, key, values) := 2 if {
	limit[key] in values
} else := 0

condition(limit) := 2 if {
	limit.cond == "Always"
} else := is_one("purpose", {"CommercialInternal", "CommercialExternal"}) if {
	limit.cond == "CommercialUse"
} else := yes("maas_business") if {
	limit.cond == "Maas"
} else := max([yes("maas_business_qwen_def"), yes("work_assistant_business")])

internal := 2 - max([exposes("Weights"), exposes("Hosted"), exposes("Outputs")])

exempt(limit) := 0 if {
	limit.exempt == "None"
} else := yes("received_integrated") if {
	limit.exempt == "IntegratedProductRecipient"
} else := internal if {
	limit.exempt == "Internal"
} else := max([internal, is_one("channel", {"LicensorOfficial", "CertifiedPartner"})])

figure(field) := bounds(answer(field))

bounds(answer) := [answer, answer] if {
	is_number(answer)
} else := [answer.low, answer.high] if {
	is_object(answer)
} else := null

measured(limit) := snapshot(limit) if {
	limit.metric == "Mau"
	limit.when == "AtVersionRelease"
} else := figure("product_mau") if {
	limit.metric == "Mau"
} else := figure("product_visits_month") if {
	limit.metric == "Visits"
} else := figure("monthly_output_tokens") if {
	limit.metric == "OutputTokens"
} else := figure("group_rev_month") if {
	limit.when == "PrecedingMonth"
} else := figure("group_rev_12m_peak") if {
	limit.when == "AnyConsecutive12Months"
} else := figure("group_rev_last_fy") if {
	limit.when == "LastFiscalYear"
} else := figure("product_rev_year") if {
	limit.when == "AnnualContinuous"
	limit.scope == "Product"
} else := figure("group_rev_year") if {
	limit.when == "AnnualContinuous"
} else := figure("product_rev_month")

in_month(field, month) := answer(field).months[month]

of_licensee := {"Licensee", "LicenseeAllProducts"}

snapshot(limit) := [0, 0] if {
	is_string(answer("group_formed"))
	substring(answer("group_formed"), 0, 7) > limit.month
} else := [users, users] if {
	limit.scope in of_licensee
	users := in_month("licensee_mau_at", limit.month)
} else := [users, users] if {
	not limit.scope in of_licensee
	users := in_month("group_mau_at", limit.month)
} else := [0, min(above)] if {
	above := highest(limit)
	count(above) > 0
} else := null

highest(limit) := {users | users := in_month("group_mau_at", limit.month)} | {high |
	high := figure("group_mau_peak")[1]
}

over(limit, users) if {
	limit.op == "Gt"
	users > limit.value
}

over(limit, users) if {
	limit.op == "Ge"
	users >= limit.value
}

exceeds(limit) := 2 if {
	limit.metric == "None"
} else := 1 if {
	is_null(measured(limit))
} else := 1 if {
	not limit.value
} else := 2 if {
	over(limit, measured(limit)[0])
} else := 1 if {
	over(limit, measured(limit)[1])
} else := 0

at_cap(limit) := 1 if {
	not limit.value
} else := 1 if {
	is_null(measured(limit))
} else := 2 if {
	measured(limit)[0] >= limit.value
	measured(limit)[1] <= limit.value
} else := 0 if {
	measured(limit)[1] < limit.value
} else := 0 if {
	measured(limit)[0] > limit.value
} else := 1

near(limit) := 1 if {
	not limit.value
} else := 1 if {
	is_null(measured(limit))
} else := 2 if {
	measured(limit)[0] >= 0.8 * limit.value
} else := 1 if {
	measured(limit)[1] >= 0.8 * limit.value
} else := 0

has_threshold := 2 if {
	count(input.license.limits) > 0
} else := 0 if {
	fact("limits_complete") == "true"
} else := 1

outside(attribute) := outside_of(fact(attribute))

outside_of(fact) := 1 if {
	fact == "?"
} else := 0 if {
	not is_string(fact)
} else := 1 if {
	not is_array(answer("accepted_law"))
} else := 0 if {
	fact in answer("accepted_law")
} else := 2

# An obligation that cannot be met bars; a separate license on file makes a
# question of what asks for one.
unmet contains finding.rule if {
	some finding in says
	some duty in finding.duties
	duty in words("cannot")
}

on_file if {
	input.license.licensor in words("separate_licenses")
}

found contains [finding.rule, finding.effect] if {
	some finding in says
	not finding.effect == 4
}

found contains [finding.rule, finding.effect] if {
	some finding in says
	finding.effect == 4
	not on_file
}

found contains [finding.rule, data.post.on_file.effect] if {
	some finding in says
	finding.effect == 4
	on_file
}

found contains [data.post.on_file.rule, data.post.on_file.effect] if {
	some finding in says
	finding.effect == 4
	on_file
}

found contains [data.post.unmet.rule, data.post.unmet.effect] if {
	count(unmet) > 0
}

verdict := max({one[1] | some one in found} | {0})

judged := {"verdict": verdict, "found": found}
