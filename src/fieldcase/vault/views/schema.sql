-- In every file

CREATE TABLE ledger.kinds (
  number INTEGER PRIMARY KEY, kind TEXT NOT NULL UNIQUE, hash TEXT NOT NULL, total INTEGER NOT NULL
);
CREATE TABLE ledger.records (n INTEGER PRIMARY KEY, shown BLOB NOT NULL);
CREATE TABLE ledger.statuses (
  machine TEXT, record TEXT, status TEXT NOT NULL, PRIMARY KEY (machine, record)
) WITHOUT ROWID;
CREATE TABLE ledger.noted (what TEXT PRIMARY KEY, said TEXT NOT NULL) WITHOUT ROWID;

CREATE VIRTUAL TABLE ledger.words USING fts5(w1, w2, w3, w4, w6, w8, w10, w12, content='', tokenize='unicode61 remove_diacritics 2');

CREATE VIRTUAL TABLE ledger.pieces USING fts5(names, texts, content='', tokenize='trigram remove_diacritics 1');

-- ledger.db

CREATE TABLE ledger."view_case" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "case_no" TEXT,
  "title_neutral" TEXT,
  "track" TEXT,
  "received_at" TEXT,
  "subject_kind" TEXT,
  "merged_into" TEXT,
  "assigned_to" TEXT,
  "reviewer" TEXT,
  "old_number" TEXT
);
CREATE INDEX ledger."view_case_case_no" ON "view_case" ("case_no", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_case_received_at" ON "view_case" ("received_at", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_case_merged_into" ON "view_case" ("merged_into", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_party" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "code" TEXT,
  "kind" TEXT,
  "gender" TEXT,
  "age_band_at_act" TEXT,
  "profiles" TEXT
);
CREATE INDEX ledger."view_party_code" ON "view_party" ("code", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_involvement" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "case" TEXT,
  "party" TEXT,
  "role" TEXT
);
CREATE INDEX ledger."view_involvement_case" ON "view_involvement" ("case", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_involvement_party" ON "view_involvement" ("party", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_cooperation_link" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "case" TEXT,
  "cooperator" TEXT,
  "victim" TEXT,
  "stage" TEXT,
  "mechanism" TEXT,
  "date" TEXT,
  "date_days" TEXT,
  "place_country" TEXT
);
CREATE INDEX ledger."view_cooperation_link_case" ON "view_cooperation_link" ("case", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_cooperation_link_cooperator" ON "view_cooperation_link" ("cooperator", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_cooperation_link_date_days" ON "view_cooperation_link" ("date_days", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_act" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "case" TEXT,
  "act_no" TEXT,
  "type" TEXT,
  "act_class" TEXT,
  "date" TEXT,
  "date_days" TEXT,
  "act_country" TEXT,
  "is_online" INTEGER,
  "is_offline" INTEGER,
  "perpetrator_types" TEXT,
  "responsible_state" TEXT,
  "level" TEXT,
  "victims" TEXT
);
CREATE INDEX ledger."view_act_case" ON "view_act" ("case", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_act_act_no" ON "view_act" ("act_no", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_act_date_days" ON "view_act" ("date_days", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_law_or_measure" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "case" TEXT,
  "lom_no" TEXT,
  "enacting_state" TEXT,
  "type" TEXT
);
CREATE INDEX ledger."view_law_or_measure_case" ON "view_law_or_measure" ("case", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_law_or_measure_lom_no" ON "view_law_or_measure" ("lom_no", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_information" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "case" TEXT,
  "no" TEXT,
  "received_at" TEXT,
  "event_date" TEXT,
  "event_date_days" TEXT,
  "first_hand" TEXT,
  "level" TEXT,
  "reliability" TEXT,
  "independence_group" TEXT
);
CREATE INDEX ledger."view_information_case" ON "view_information" ("case", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_information_no" ON "view_information" ("no", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_information_received_at" ON "view_information" ("received_at", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_information_event_date_days" ON "view_information" ("event_date_days", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_evidence" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "case" TEXT,
  "ev_no" TEXT,
  "kind" TEXT,
  "title_neutral" TEXT,
  "sha256" TEXT,
  "received_at" TEXT,
  "reveals_source" INTEGER,
  "reveals_identity" INTEGER,
  "derived_from" TEXT
);
CREATE INDEX ledger."view_evidence_case" ON "view_evidence" ("case", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_evidence_ev_no" ON "view_evidence" ("ev_no", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_evidence_received_at" ON "view_evidence" ("received_at", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_evidence_derived_from" ON "view_evidence" ("derived_from", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_custody_event" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "case" TEXT,
  "evidence" TEXT,
  "event" TEXT,
  "at" TEXT,
  "by" TEXT
);
CREATE INDEX ledger."view_custody_event_case" ON "view_custody_event" ("case", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_custody_event_evidence" ON "view_custody_event" ("evidence", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_custody_event_at" ON "view_custody_event" ("at", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_consent" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "party" TEXT,
  "scope" TEXT,
  "recipient" TEXT,
  "level" TEXT,
  "valid_from" TEXT,
  "expires_on" TEXT,
  "withdrawn_at" TEXT,
  "proposed" TEXT
);
CREATE INDEX ledger."view_consent_party" ON "view_consent" ("party", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_consent_recipient" ON "view_consent" ("recipient", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_consent_valid_from" ON "view_consent" ("valid_from", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_consent_expires_on" ON "view_consent" ("expires_on", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_consent_withdrawn_at" ON "view_consent" ("withdrawn_at", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_identifiability_answer" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "party" TEXT,
  "about" TEXT,
  "text" TEXT,
  "answer" TEXT,
  "case" TEXT
);
CREATE INDEX ledger."view_identifiability_answer_party" ON "view_identifiability_answer" ("party", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_identifiability_answer_about" ON "view_identifiability_answer" ("about", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_identifiability_answer_case" ON "view_identifiability_answer" ("case", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_risk_assessment" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "subject" TEXT,
  "case" TEXT,
  "level" TEXT,
  "review_due" TEXT,
  "assessed_at" TEXT
);
CREATE INDEX ledger."view_risk_assessment_subject" ON "view_risk_assessment" ("subject", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_risk_assessment_case" ON "view_risk_assessment" ("case", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_risk_assessment_review_due" ON "view_risk_assessment" ("review_due", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_risk_assessment_assessed_at" ON "view_risk_assessment" ("assessed_at", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_protection_action" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "case" TEXT,
  "kind" TEXT,
  "for_party" TEXT,
  "status" TEXT,
  "started_at" TEXT,
  "ended_at" TEXT
);
CREATE INDEX ledger."view_protection_action_case" ON "view_protection_action" ("case", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_protection_action_started_at" ON "view_protection_action" ("started_at", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_protection_action_ended_at" ON "view_protection_action" ("ended_at", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_assessment" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "element" TEXT,
  "target" TEXT,
  "party" TEXT,
  "level" TEXT,
  "assessed_at" TEXT,
  "case" TEXT
);
CREATE INDEX ledger."view_assessment_target" ON "view_assessment" ("target", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_assessment_party" ON "view_assessment" ("party", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_assessment_assessed_at" ON "view_assessment" ("assessed_at", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_assessment_case" ON "view_assessment" ("case", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_decision" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "case" TEXT,
  "kind" TEXT,
  "tool" TEXT,
  "tier" INTEGER,
  "review_due" TEXT
);
CREATE INDEX ledger."view_decision_case" ON "view_decision" ("case", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_decision_review_due" ON "view_decision" ("review_due", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_allegation" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "case" TEXT,
  "alleg_no" INTEGER,
  "version" INTEGER,
  "acts" TEXT,
  "laws" TEXT
);
CREATE INDEX ledger."view_allegation_case" ON "view_allegation" ("case", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_letter" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "case" TEXT,
  "case_nos" TEXT,
  "kind" TEXT,
  "addressee_state" TEXT,
  "outside" TEXT,
  "concerned_as" TEXT
);
CREATE INDEX ledger."view_letter_case" ON "view_letter" ("case", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_letter_outside" ON "view_letter" ("outside", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_letter_step" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "case" TEXT,
  "letter" TEXT,
  "step" TEXT,
  "at" TEXT,
  "office_ref" TEXT,
  "series" TEXT,
  "due_at" TEXT
);
CREATE INDEX ledger."view_letter_step_case" ON "view_letter_step" ("case", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_letter_step_letter" ON "view_letter_step" ("letter", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_letter_step_at" ON "view_letter_step" ("at", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_letter_step_office_ref" ON "view_letter_step" ("office_ref", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_letter_step_due_at" ON "view_letter_step" ("due_at", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_oral_approach" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "case" TEXT,
  "date" TEXT,
  "date_days" TEXT,
  "state" TEXT
);
CREATE INDEX ledger."view_oral_approach_case" ON "view_oral_approach" ("case", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_oral_approach_date_days" ON "view_oral_approach" ("date_days", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_earlier_letter" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "case" TEXT,
  "kind" TEXT,
  "office_ref" TEXT,
  "addressee_state" TEXT,
  "dispatched_at" TEXT,
  "dispatched_at_days" TEXT,
  "due_at" TEXT,
  "due_at_days" TEXT,
  "confirmed" TEXT
);
CREATE INDEX ledger."view_earlier_letter_case" ON "view_earlier_letter" ("case", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_earlier_letter_office_ref" ON "view_earlier_letter" ("office_ref", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_earlier_letter_dispatched_at_days" ON "view_earlier_letter" ("dispatched_at_days", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_earlier_letter_due_at_days" ON "view_earlier_letter" ("due_at_days", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_number_note" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "series" TEXT,
  "serial" INTEGER
);
CREATE INDEX ledger."view_number_note_series" ON "view_number_note" ("series", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_state_reply" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "case" TEXT,
  "reply_no" TEXT,
  "from_state" TEXT,
  "to_letters" TEXT,
  "kind" TEXT,
  "dated" TEXT,
  "dated_days" TEXT,
  "received_at" TEXT,
  "protection_flags" TEXT,
  "screened" INTEGER
);
CREATE INDEX ledger."view_state_reply_case" ON "view_state_reply" ("case", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_state_reply_reply_no" ON "view_state_reply" ("reply_no", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_state_reply_dated_days" ON "view_state_reply" ("dated_days", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_state_reply_received_at" ON "view_state_reply" ("received_at", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_matrix_row" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "reply" TEXT,
  "allegation" TEXT,
  "version" INTEGER,
  "position" TEXT,
  "case" TEXT
);
CREATE INDEX ledger."view_matrix_row_reply" ON "view_matrix_row" ("reply", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_matrix_row_allegation" ON "view_matrix_row" ("allegation", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_matrix_row_case" ON "view_matrix_row" ("case", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_question_row" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "reply" TEXT,
  "letter" TEXT,
  "question" TEXT,
  "answered" TEXT,
  "case" TEXT
);
CREATE INDEX ledger."view_question_row_reply" ON "view_question_row" ("reply", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_question_row_letter" ON "view_question_row" ("letter", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_question_row_case" ON "view_question_row" ("case", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_state_measure" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "case" TEXT,
  "by_state" TEXT,
  "kind" TEXT,
  "reply" TEXT,
  "verified_level" TEXT
);
CREATE INDEX ledger."view_state_measure_case" ON "view_state_measure" ("case", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_state_measure_reply" ON "view_state_measure" ("reply", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_follow_up" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "case" TEXT,
  "date" TEXT,
  "date_days" TEXT,
  "kind" TEXT,
  "next_date" TEXT
);
CREATE INDEX ledger."view_follow_up_case" ON "view_follow_up" ("case", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_follow_up_date_days" ON "view_follow_up" ("date_days", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_follow_up_next_date" ON "view_follow_up" ("next_date", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_task" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "case" TEXT,
  "kind" TEXT,
  "due_at" TEXT,
  "assignee_role" TEXT,
  "assignee" TEXT,
  "origin" TEXT,
  "target" TEXT,
  "done_at" TEXT
);
CREATE INDEX ledger."view_task_case" ON "view_task" ("case", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_task_kind" ON "view_task" ("kind", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_task_due_at" ON "view_task" ("due_at", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_task_done_at" ON "view_task" ("done_at", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_comment" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "case" TEXT,
  "target" TEXT,
  "target_field" TEXT,
  "kind" TEXT,
  "resolved_by" TEXT
);
CREATE INDEX ledger."view_comment_case" ON "view_comment" ("case", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_comment_target" ON "view_comment" ("target", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_comment_target_field" ON "view_comment" ("target_field", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_reporting_cycle" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "label" TEXT,
  "period_from" TEXT,
  "period_to" TEXT,
  "status" TEXT
);
CREATE INDEX ledger."view_reporting_cycle_label" ON "view_reporting_cycle" ("label", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_reporting_cycle_period_from" ON "view_reporting_cycle" ("period_from", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_reporting_cycle_period_to" ON "view_reporting_cycle" ("period_to", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_report_entry" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "case" TEXT,
  "cycle" TEXT,
  "case_nos" TEXT,
  "state_section" TEXT,
  "section" TEXT,
  "omitted" INTEGER
);
CREATE INDEX ledger."view_report_entry_case" ON "view_report_entry" ("case", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_report_entry_cycle" ON "view_report_entry" ("cycle", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_good_offices_note" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "case" TEXT,
  "letter" TEXT,
  "hrc_session" TEXT
);
CREATE INDEX ledger."view_good_offices_note_case" ON "view_good_offices_note" ("case", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_good_offices_note_letter" ON "view_good_offices_note" ("letter", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_good_offices_note_hrc_session" ON "view_good_offices_note" ("hrc_session", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_external_ref" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "system" TEXT,
  "reference" TEXT,
  "date" TEXT,
  "date_days" TEXT,
  "case" TEXT,
  "confirmed_by" TEXT
);
CREATE INDEX ledger."view_external_ref_system" ON "view_external_ref" ("system", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_external_ref_date_days" ON "view_external_ref" ("date_days", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_external_ref_case" ON "view_external_ref" ("case", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_prevention_activity" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "kind" TEXT,
  "date" TEXT,
  "date_days" TEXT,
  "audience" TEXT
);
CREATE INDEX ledger."view_prevention_activity_date_days" ON "view_prevention_activity" ("date_days", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_good_practice" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "origin" TEXT,
  "shareable" INTEGER
);

CREATE TABLE ledger."view_focal_point" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "entity" TEXT,
  "name" TEXT
);
CREATE INDEX ledger."view_focal_point_name" ON "view_focal_point" ("name", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_state_profile" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "code" TEXT
);

CREATE TABLE ledger."view_outside_addressee" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "name" TEXT,
  "kind" TEXT,
  "country" TEXT
);
CREATE INDEX ledger."view_outside_addressee_name" ON "view_outside_addressee" ("name", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_mandate_text" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "symbol" TEXT,
  "date" TEXT,
  "status" TEXT
);
CREATE INDEX ledger."view_mandate_text_symbol" ON "view_mandate_text" ("symbol", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_mandate_text_date" ON "view_mandate_text" ("date", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_formula" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "kind" TEXT,
  "addressee_kind" TEXT,
  "lang" TEXT,
  "verified_on" TEXT
);
CREATE INDEX ledger."view_formula_kind" ON "view_formula" ("kind", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_formula_verified_on" ON "view_formula" ("verified_on", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_office" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "code" TEXT,
  "training" INTEGER
);
CREATE INDEX ledger."view_office_code" ON "view_office" ("code", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_office_settings" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL
);

CREATE TABLE ledger."view_seat" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "name" TEXT
);
CREATE INDEX ledger."view_seat_name" ON "view_seat" ("name", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_roster" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "office" TEXT
);
CREATE INDEX ledger."view_roster_office" ON "view_roster" ("office", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_peer" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "office" TEXT,
  "device" TEXT,
  "name" TEXT,
  "vault" TEXT,
  "role" TEXT,
  "compared" TEXT,
  "revoked_at" TEXT
);
CREATE INDEX ledger."view_peer_office" ON "view_peer" ("office", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_peer_revoked_at" ON "view_peer" ("revoked_at", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_policy" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "peer" TEXT,
  "profile" TEXT
);
CREATE INDEX ledger."view_policy_peer" ON "view_policy" ("peer", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_letter_template" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "kind" TEXT,
  "lang" TEXT
);

CREATE TABLE ledger."view_office_term" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "list" TEXT,
  "code" TEXT
);
CREATE INDEX ledger."view_office_term_list" ON "view_office_term" ("list", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_holiday" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "date" TEXT,
  "name" TEXT
);
CREATE INDEX ledger."view_holiday_date" ON "view_holiday" ("date", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_holiday_name" ON "view_holiday" ("name", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_import_batch" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "at" TEXT,
  "file_sha256" TEXT,
  "undone_at" TEXT
);
CREATE INDEX ledger."view_import_batch_at" ON "view_import_batch" ("at", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_import_batch_undone_at" ON "view_import_batch" ("undone_at", n) WHERE _hidden = 0;

-- identity.db

CREATE TABLE ledger."view_case" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL
);

CREATE TABLE ledger."view_party" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL
);

CREATE TABLE ledger."view_involvement" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL
);

CREATE TABLE ledger."view_relation" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "from_party" TEXT,
  "to_party" TEXT,
  "kind" TEXT,
  "case" TEXT
);
CREATE INDEX ledger."view_relation_from_party" ON "view_relation" ("from_party", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_relation_to_party" ON "view_relation" ("to_party", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_relation_case" ON "view_relation" ("case", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_cooperation_link" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL
);

CREATE TABLE ledger."view_act" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL
);

CREATE TABLE ledger."view_evidence" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL
);

CREATE TABLE ledger."view_consent" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL
);

CREATE TABLE ledger."view_protection_action" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL
);

CREATE TABLE ledger."view_letter_step" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL
);

CREATE TABLE ledger."view_oral_approach" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL
);

CREATE TABLE ledger."view_earlier_letter" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL
);

CREATE TABLE ledger."view_recognition" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "letter" TEXT,
  "party" TEXT
);
CREATE INDEX ledger."view_recognition_letter" ON "view_recognition" ("letter", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_recognition_party" ON "view_recognition" ("party", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_namesake" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "about" TEXT,
  "party" TEXT
);
CREATE INDEX ledger."view_namesake_about" ON "view_namesake" ("about", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_namesake_party" ON "view_namesake" ("party", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_state_reply" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL
);

CREATE TABLE ledger."view_external_ref" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL
);

CREATE TABLE ledger."view_import_batch" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL
);

CREATE TABLE ledger."view_row_seen" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "mark" TEXT,
  "content" TEXT,
  "batch" TEXT,
  "undone" INTEGER
);
CREATE INDEX ledger."view_row_seen_batch" ON "view_row_seen" ("batch", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_import_key" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL
);

-- source.db

CREATE TABLE ledger."view_source" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "code" TEXT,
  "type" TEXT,
  "independence_group" TEXT,
  "grade" TEXT
);
CREATE INDEX ledger."view_source_code" ON "view_source" ("code", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_information_source" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "information" TEXT,
  "source" TEXT
);
CREATE INDEX ledger."view_information_source_information" ON "view_information_source" ("information", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_information_source_source" ON "view_information_source" ("source", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_letter_to_source" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "letter" TEXT,
  "source" TEXT
);
CREATE INDEX ledger."view_letter_to_source_letter" ON "view_letter_to_source" ("letter", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_letter_to_source_source" ON "view_letter_to_source" ("source", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_evidence_origin" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "evidence" TEXT,
  "received_from" TEXT
);
CREATE INDEX ledger."view_evidence_origin_evidence" ON "view_evidence_origin" ("evidence", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_evidence_origin_received_from" ON "view_evidence_origin" ("received_from", n) WHERE _hidden = 0;

CREATE TABLE ledger."view_source_risk" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "subject" TEXT,
  "case" TEXT,
  "level" TEXT,
  "review_due" TEXT
);
CREATE INDEX ledger."view_source_risk_subject" ON "view_source_risk" ("subject", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_source_risk_case" ON "view_source_risk" ("case", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_source_risk_review_due" ON "view_source_risk" ("review_due", n) WHERE _hidden = 0;

-- sealed.db

CREATE TABLE ledger."view_sealed_case" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "case_no" TEXT,
  "received_at" TEXT,
  "referred_at" TEXT,
  "old_number" TEXT
);
CREATE INDEX ledger."view_sealed_case_case_no" ON "view_sealed_case" ("case_no", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_sealed_case_received_at" ON "view_sealed_case" ("received_at", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_sealed_case_referred_at" ON "view_sealed_case" ("referred_at", n) WHERE _hidden = 0;

-- log.db

CREATE TABLE ledger."view_log_entry" (
  n INTEGER PRIMARY KEY,
  "_id" TEXT NOT NULL UNIQUE,
  "_hidden" INTEGER NOT NULL,
  "_marks" INTEGER NOT NULL,
  "action" TEXT,
  "at" TEXT
);
CREATE INDEX ledger."view_log_entry_action" ON "view_log_entry" ("action", n) WHERE _hidden = 0;
CREATE INDEX ledger."view_log_entry_at" ON "view_log_entry" ("at", n) WHERE _hidden = 0;
