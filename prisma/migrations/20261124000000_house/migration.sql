-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "account" (
    "id" SERIAL NOT NULL,
    "username" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "post" TEXT NOT NULL DEFAULT '',
    "role" TEXT NOT NULL,
    "unit_id" INTEGER,
    "password_hash" TEXT NOT NULL,
    "password_set_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "must_change_password" BOOLEAN NOT NULL DEFAULT true,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "failed_attempts" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),
    "password_history" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account_session" (
    "id" TEXT NOT NULL,
    "account_id" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "address" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "account_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" INTEGER,
    "actor_name" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "subject_label" TEXT NOT NULL DEFAULT '',
    "before" JSONB,
    "after" JSONB,
    "address" TEXT NOT NULL DEFAULT '',
    "outcome" TEXT NOT NULL DEFAULT 'ok',
    "previous_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "receipt" (
    "request_id" TEXT NOT NULL,
    "actor_id" INTEGER NOT NULL,
    "action" TEXT NOT NULL,
    "answer" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "receipt_pkey" PRIMARY KEY ("request_id")
);

-- CreateTable
CREATE TABLE "operation" (
    "id" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "actor_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "summary" JSONB NOT NULL,
    "undone_at" TIMESTAMPTZ(3),
    "undone_by_id" INTEGER,

    CONSTRAINT "operation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "job" (
    "id" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "actor_id" INTEGER NOT NULL,
    "input" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "progress" INTEGER NOT NULL DEFAULT 0,
    "message" TEXT NOT NULL DEFAULT '',
    "result" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "beat_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "enterprise" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "former_names" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "uscc" TEXT,
    "uscc_reason" TEXT,
    "province" TEXT NOT NULL DEFAULT '',
    "city" TEXT NOT NULL DEFAULT '',
    "origin" TEXT NOT NULL DEFAULT 'mainland',
    "kind" TEXT NOT NULL DEFAULT '',
    "group_name" TEXT NOT NULL DEFAULT '',
    "profile" TEXT NOT NULL DEFAULT '',
    "search_text" TEXT NOT NULL DEFAULT '',
    "search_tokens" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "enterprise_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "enterprise_honour" (
    "id" SERIAL NOT NULL,
    "enterprise_id" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "awarded_on" DATE NOT NULL,
    "expires_on" DATE,

    CONSTRAINT "enterprise_honour_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "chain_anchor" (
    "id" SERIAL NOT NULL,
    "chain_id" INTEGER NOT NULL,
    "enterprise_id" INTEGER NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,

    CONSTRAINT "chain_anchor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "evidence_file" (
    "id" SERIAL NOT NULL,
    "sha256" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "media_type" TEXT NOT NULL,
    "uploaded_by_id" INTEGER NOT NULL,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "evidence_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "evidence_link" (
    "id" SERIAL NOT NULL,
    "file_id" INTEGER NOT NULL,
    "project_id" INTEGER NOT NULL,
    "requirement" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL DEFAULT 'project',
    "subject_id" INTEGER,
    "original_name" TEXT NOT NULL,
    "attached_by_id" INTEGER NOT NULL,
    "attached_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "evidence_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_batch" (
    "id" SERIAL NOT NULL,
    "file_name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'uploaded',
    "choices" JSONB NOT NULL DEFAULT '{}',
    "report" JSONB,
    "actor_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "operation_id" INTEGER,

    CONSTRAINT "import_batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agreement" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "signed_on" DATE NOT NULL,
    "stat_month" INTEGER,
    "amount_fen" BIGINT NOT NULL,
    "agreed_outside_fen" BIGINT,
    "document_number" TEXT NOT NULL DEFAULT '',
    "counterpart" TEXT NOT NULL DEFAULT '',
    "event" TEXT NOT NULL DEFAULT '',
    "valid_until" DATE,
    "note" TEXT NOT NULL DEFAULT '',
    "opening" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by_id" INTEGER NOT NULL,
    "submitted_at" TIMESTAMPTZ(3),
    "approved_at" TIMESTAMPTZ(3),
    "approved_by_id" INTEGER,
    "return_reason" TEXT,
    "correction_of_id" INTEGER,
    "voided_at" TIMESTAMPTZ(3),

    CONSTRAINT "agreement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "arrival" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "arrived_on" DATE NOT NULL,
    "stat_month" INTEGER,
    "payer_name" TEXT NOT NULL DEFAULT '',
    "source_province" TEXT NOT NULL DEFAULT '',
    "currency" TEXT NOT NULL DEFAULT 'CNY',
    "original_cents" BIGINT NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "outside_fen" BIGINT NOT NULL DEFAULT 0,
    "inside_fen" BIGINT NOT NULL DEFAULT 0,
    "foreign_fen" BIGINT NOT NULL DEFAULT 0,
    "use_kind" TEXT NOT NULL DEFAULT 'fixed',
    "voucher_kind" TEXT NOT NULL DEFAULT '',
    "voucher_number" TEXT NOT NULL DEFAULT '',
    "voucher_key" TEXT,
    "note" TEXT NOT NULL DEFAULT '',
    "opening" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by_id" INTEGER NOT NULL,
    "submitted_at" TIMESTAMPTZ(3),
    "approved_at" TIMESTAMPTZ(3),
    "approved_by_id" INTEGER,
    "return_reason" TEXT,
    "correction_of_id" INTEGER,
    "voided_at" TIMESTAMPTZ(3),

    CONSTRAINT "arrival_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "investment" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "month" INTEGER NOT NULL,
    "stat_month" INTEGER,
    "basis" TEXT NOT NULL,
    "construction_fen" BIGINT,
    "installation_fen" BIGINT,
    "equipment_fen" BIGINT,
    "other_fen" BIGINT,
    "total_fen" BIGINT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "opening" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by_id" INTEGER NOT NULL,
    "submitted_at" TIMESTAMPTZ(3),
    "approved_at" TIMESTAMPTZ(3),
    "approved_by_id" INTEGER,
    "return_reason" TEXT,
    "correction_of_id" INTEGER,
    "voided_at" TIMESTAMPTZ(3),

    CONSTRAINT "investment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "chain" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "hue" INTEGER NOT NULL DEFAULT -1,
    "position" INTEGER NOT NULL DEFAULT 0,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "chain_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "chain_category" (
    "id" SERIAL NOT NULL,
    "chain_id" INTEGER NOT NULL,
    "category" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,

    CONSTRAINT "chain_category_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "chain_appointment" (
    "id" SERIAL NOT NULL,
    "chain_id" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "person_name" TEXT,
    "post" TEXT,
    "account_id" INTEGER,
    "unit_id" INTEGER,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,

    CONSTRAINT "chain_appointment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "engine" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "engine_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setting" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "effective_from" DATE NOT NULL,
    "set_by_id" INTEGER,
    "set_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "target" (
    "id" SERIAL NOT NULL,
    "year" INTEGER NOT NULL,
    "span" TEXT NOT NULL DEFAULT 'year',
    "kind" TEXT NOT NULL DEFAULT 'annual',
    "scope_kind" TEXT NOT NULL,
    "scope_id" INTEGER NOT NULL DEFAULT 0,
    "indicator" TEXT NOT NULL,
    "value" BIGINT NOT NULL,

    CONSTRAINT "target_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "month_state" (
    "month" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "month_state_pkey" PRIMARY KEY ("month")
);

-- CreateTable
CREATE TABLE "exchange_rate" (
    "id" SERIAL NOT NULL,
    "currency" TEXT NOT NULL,
    "month" INTEGER NOT NULL,
    "rate_micro" BIGINT NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "exchange_rate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "project" (
    "id" SERIAL NOT NULL,
    "number" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "content" TEXT NOT NULL DEFAULT '',
    "chain_id" INTEGER,
    "lead_unit_id" INTEGER,
    "street_unit_id" INTEGER,
    "owner_id" INTEGER,
    "owner_unit_id" INTEGER,
    "reporting_unit_id" INTEGER,
    "reporter_name" TEXT NOT NULL DEFAULT '',
    "first_reported_at" TIMESTAMPTZ(3) NOT NULL,
    "sensitivity" TEXT NOT NULL DEFAULT 'internal',
    "source" TEXT NOT NULL DEFAULT '',
    "introducer" TEXT NOT NULL DEFAULT '',
    "nature" TEXT NOT NULL DEFAULT '',
    "industry_code" TEXT,
    "sector" TEXT,
    "investor_id" INTEGER,
    "investor_name" TEXT NOT NULL DEFAULT '',
    "investor_uscc" TEXT,
    "investor_kind" TEXT NOT NULL DEFAULT '',
    "origin_province" TEXT NOT NULL DEFAULT '',
    "origin_city" TEXT NOT NULL DEFAULT '',
    "company_name" TEXT NOT NULL DEFAULT '',
    "company_uscc" TEXT,
    "project_code" TEXT,
    "address" TEXT NOT NULL DEFAULT '',
    "land_mode" TEXT NOT NULL DEFAULT '',
    "land_area_centi_mu" INTEGER,
    "statistics_code" TEXT,
    "contact_name" TEXT NOT NULL DEFAULT '',
    "contact_phone" TEXT NOT NULL DEFAULT '',
    "intended_fen" BIGINT,
    "framework_fen" BIGINT,
    "contract_fen" BIGINT,
    "planned_total_fen" BIGINT,
    "planned_fixed_fen" BIGINT,
    "agreed_outside_fen" BIGINT,
    "filed_total_fen" BIGINT,
    "year_plan_fen" BIGINT,
    "arrived_fen" BIGINT NOT NULL DEFAULT 0,
    "invested_fen" BIGINT NOT NULL DEFAULT 0,
    "stage" TEXT NOT NULL,
    "stage_rank" INTEGER NOT NULL,
    "stage_since" DATE NOT NULL,
    "off_state" TEXT,
    "off_since" DATE,
    "off_reason" TEXT NOT NULL DEFAULT '',
    "contract_on" DATE,
    "start_on" DATE,
    "planned_sign_on" DATE,
    "planned_start_on" DATE,
    "planned_completion_on" DATE,
    "progress" TEXT NOT NULL DEFAULT '',
    "difficulty" TEXT NOT NULL DEFAULT '',
    "next_step" TEXT NOT NULL DEFAULT '',
    "next_due_on" DATE,
    "last_progress_on" DATE,
    "warn_on" DATE,
    "late_on" DATE,
    "light_reason" TEXT NOT NULL DEFAULT '',
    "search_text" TEXT NOT NULL DEFAULT '',
    "search_tokens" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "import_id" INTEGER,

    CONSTRAINT "project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "project_fact" (
    "id" BIGSERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "occurred_on" DATE NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" INTEGER NOT NULL,
    "operation_id" INTEGER,

    CONSTRAINT "project_fact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "milestone" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "occurred_on" DATE NOT NULL,
    "stat_month" INTEGER,
    "details" JSONB NOT NULL DEFAULT '{}',
    "patch" JSONB NOT NULL DEFAULT '{}',
    "imported" BOOLEAN NOT NULL DEFAULT false,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by_id" INTEGER NOT NULL,
    "approved_at" TIMESTAMPTZ(3),
    "approved_by_id" INTEGER,
    "return_reason" TEXT,
    "voided_at" TIMESTAMPTZ(3),

    CONSTRAINT "milestone_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "project_investor" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "enterprise_id" INTEGER NOT NULL,
    "share_basis_points" INTEGER,

    CONSTRAINT "project_investor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "project_engine" (
    "project_id" INTEGER NOT NULL,
    "engine_id" INTEGER NOT NULL,

    CONSTRAINT "project_engine_pkey" PRIMARY KEY ("project_id","engine_id")
);

-- CreateTable
CREATE TABLE "project_linked_chain" (
    "project_id" INTEGER NOT NULL,
    "chain_id" INTEGER NOT NULL,

    CONSTRAINT "project_linked_chain_pkey" PRIMARY KEY ("project_id","chain_id")
);

-- CreateTable
CREATE TABLE "project_member" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "person_name" TEXT NOT NULL,
    "account_id" INTEGER,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,

    CONSTRAINT "project_member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "follow_up" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "occurred_on" DATE NOT NULL,
    "summary" TEXT NOT NULL,
    "people" TEXT NOT NULL DEFAULT '',
    "next_step" TEXT NOT NULL DEFAULT '',
    "next_on" DATE,
    "author_id" INTEGER NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "follow_up_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "month_sum" (
    "basis" TEXT NOT NULL,
    "cut" TEXT NOT NULL,
    "stat_month" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "measure" TEXT NOT NULL,
    "value" BIGINT NOT NULL,

    CONSTRAINT "month_sum_pkey" PRIMARY KEY ("basis","cut","stat_month","key","measure")
);

-- CreateTable
CREATE TABLE "month_sum_state" (
    "basis" TEXT NOT NULL,
    "stat_month" INTEGER NOT NULL,

    CONSTRAINT "month_sum_state_pkey" PRIMARY KEY ("basis","stat_month")
);

-- CreateTable
CREATE TABLE "month_stale" (
    "id" BIGSERIAL NOT NULL,
    "stat_month" INTEGER NOT NULL,

    CONSTRAINT "month_stale_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "account_username_key" ON "account"("username");

-- CreateIndex
CREATE INDEX "account_unit_id_idx" ON "account"("unit_id");

-- CreateIndex
CREATE INDEX "account_session_account_id_idx" ON "account_session"("account_id");

-- CreateIndex
CREATE INDEX "audit_entry_at_idx" ON "audit_entry"("at");

-- CreateIndex
CREATE INDEX "audit_entry_subject_kind_subject_id_idx" ON "audit_entry"("subject_kind", "subject_id");

-- CreateIndex
CREATE INDEX "audit_entry_actor_id_at_idx" ON "audit_entry"("actor_id", "at");

-- CreateIndex
CREATE INDEX "receipt_at_idx" ON "receipt"("at");

-- CreateIndex
CREATE INDEX "operation_at_idx" ON "operation"("at");

-- CreateIndex
CREATE INDEX "job_state_id_idx" ON "job"("state", "id");

-- CreateIndex
CREATE INDEX "job_actor_id_created_at_idx" ON "job"("actor_id", "created_at");

-- CreateIndex
CREATE INDEX "enterprise_name_key_idx" ON "enterprise"("name_key");

-- CreateIndex
CREATE INDEX "enterprise_uscc_idx" ON "enterprise"("uscc");

-- CreateIndex
CREATE INDEX "enterprise_search_tokens_idx" ON "enterprise" USING GIN ("search_tokens");

-- CreateIndex
CREATE INDEX "enterprise_honour_enterprise_id_idx" ON "enterprise_honour"("enterprise_id");

-- CreateIndex
CREATE INDEX "chain_anchor_chain_id_idx" ON "chain_anchor"("chain_id");

-- CreateIndex
CREATE UNIQUE INDEX "evidence_file_sha256_key" ON "evidence_file"("sha256");

-- CreateIndex
CREATE INDEX "evidence_link_project_id_requirement_idx" ON "evidence_link"("project_id", "requirement");

-- CreateIndex
CREATE INDEX "import_batch_actor_id_created_at_idx" ON "import_batch"("actor_id", "created_at");

-- CreateIndex
CREATE INDEX "agreement_project_id_idx" ON "agreement"("project_id");

-- CreateIndex
CREATE INDEX "agreement_stat_month_kind_idx" ON "agreement"("stat_month", "kind");

-- CreateIndex
CREATE INDEX "agreement_status_submitted_at_idx" ON "agreement"("status", "submitted_at");

-- CreateIndex
CREATE INDEX "arrival_project_id_idx" ON "arrival"("project_id");

-- CreateIndex
CREATE INDEX "arrival_stat_month_idx" ON "arrival"("stat_month");

-- CreateIndex
CREATE INDEX "arrival_status_submitted_at_idx" ON "arrival"("status", "submitted_at");

-- CreateIndex
CREATE INDEX "investment_project_id_month_idx" ON "investment"("project_id", "month");

-- CreateIndex
CREATE INDEX "investment_stat_month_basis_idx" ON "investment"("stat_month", "basis");

-- CreateIndex
CREATE INDEX "investment_status_submitted_at_idx" ON "investment"("status", "submitted_at");

-- CreateIndex
CREATE UNIQUE INDEX "unit_name_key" ON "unit"("name");

-- CreateIndex
CREATE UNIQUE INDEX "chain_code_key" ON "chain"("code");

-- CreateIndex
CREATE UNIQUE INDEX "chain_name_key" ON "chain"("name");

-- CreateIndex
CREATE INDEX "chain_category_chain_id_idx" ON "chain_category"("chain_id");

-- CreateIndex
CREATE INDEX "chain_appointment_chain_id_idx" ON "chain_appointment"("chain_id");

-- CreateIndex
CREATE INDEX "chain_appointment_account_id_idx" ON "chain_appointment"("account_id");

-- CreateIndex
CREATE UNIQUE INDEX "engine_name_key" ON "engine"("name");

-- CreateIndex
CREATE INDEX "setting_key_effective_from_idx" ON "setting"("key", "effective_from");

-- CreateIndex
CREATE UNIQUE INDEX "target_year_span_kind_scope_kind_scope_id_indicator_key" ON "target"("year", "span", "kind", "scope_kind", "scope_id", "indicator");

-- CreateIndex
CREATE UNIQUE INDEX "exchange_rate_currency_month_key" ON "exchange_rate"("currency", "month");

-- CreateIndex
CREATE INDEX "project_recent" ON "project"("updated_at" DESC, "id" DESC, "off_state", "sensitivity", "owner_id", "owner_unit_id", "reporting_unit_id", "contract_on", "chain_id", "stage_rank", "lead_unit_id", "street_unit_id");

-- CreateIndex
CREATE INDEX "project_board" ON "project"("stage_rank", "stage_since" DESC, "id" DESC, "off_state", "sensitivity", "owner_id", "owner_unit_id", "reporting_unit_id", "contract_on", "chain_id", "lead_unit_id", "street_unit_id");

-- CreateIndex
CREATE INDEX "project_by_planned_total" ON "project"("planned_total_fen" DESC, "id" DESC, "off_state", "sensitivity", "owner_id", "owner_unit_id", "reporting_unit_id", "contract_on", "chain_id", "stage_rank", "lead_unit_id", "street_unit_id");

-- CreateIndex
CREATE INDEX "project_by_name" ON "project"("name", "id");

-- CreateIndex
CREATE INDEX "project_overview" ON "project"("stage_rank", "chain_id", "off_state", "sensitivity", "owner_id", "owner_unit_id", "reporting_unit_id", "contract_on", "start_on", "lead_unit_id", "street_unit_id", "planned_total_fen", "intended_fen", "contract_fen", "arrived_fen", "invested_fen", "stage_since", "warn_on", "late_on", "next_due_on", "first_reported_at", "updated_at", "id");

-- CreateIndex
CREATE INDEX "project_chain_id_stage_rank_idx" ON "project"("chain_id", "stage_rank");

-- CreateIndex
CREATE INDEX "project_owner_id_idx" ON "project"("owner_id");

-- CreateIndex
CREATE INDEX "project_owner_unit_id_idx" ON "project"("owner_unit_id");

-- CreateIndex
CREATE INDEX "project_lead_unit_id_idx" ON "project"("lead_unit_id");

-- CreateIndex
CREATE INDEX "project_street_unit_id_idx" ON "project"("street_unit_id");

-- CreateIndex
CREATE INDEX "project_contract_on_idx" ON "project"("contract_on");

-- CreateIndex
CREATE INDEX "project_start_on_idx" ON "project"("start_on");

-- CreateIndex
CREATE INDEX "project_sensitivity_idx" ON "project"("sensitivity");

-- CreateIndex
CREATE INDEX "project_company_uscc_idx" ON "project"("company_uscc");

-- CreateIndex
CREATE INDEX "project_name_key_idx" ON "project"("name_key");

-- CreateIndex
CREATE INDEX "project_investor_id_idx" ON "project"("investor_id");

-- CreateIndex
CREATE INDEX "project_late_on_idx" ON "project"("late_on");

-- CreateIndex
CREATE INDEX "project_off_since_idx" ON "project"("off_since");

-- CreateIndex
CREATE INDEX "project_search_tokens_idx" ON "project" USING GIN ("search_tokens");

-- CreateIndex
CREATE INDEX "project_fact_operation_id_idx" ON "project_fact"("operation_id");

-- CreateIndex
CREATE INDEX "project_fact_recorded_at_idx" ON "project_fact"("recorded_at");

-- CreateIndex
CREATE UNIQUE INDEX "project_fact_project_id_version_key" ON "project_fact"("project_id", "version");

-- CreateIndex
CREATE INDEX "milestone_project_id_idx" ON "milestone"("project_id");

-- CreateIndex
CREATE INDEX "milestone_kind_stat_month_idx" ON "milestone"("kind", "stat_month");

-- CreateIndex
CREATE INDEX "milestone_status_recorded_at_idx" ON "milestone"("status", "recorded_at");

-- CreateIndex
CREATE INDEX "project_investor_enterprise_id_idx" ON "project_investor"("enterprise_id");

-- CreateIndex
CREATE UNIQUE INDEX "project_investor_project_id_enterprise_id_key" ON "project_investor"("project_id", "enterprise_id");

-- CreateIndex
CREATE INDEX "project_engine_engine_id_idx" ON "project_engine"("engine_id");

-- CreateIndex
CREATE INDEX "project_linked_chain_chain_id_idx" ON "project_linked_chain"("chain_id");

-- CreateIndex
CREATE INDEX "project_member_project_id_idx" ON "project_member"("project_id");

-- CreateIndex
CREATE INDEX "project_member_account_id_idx" ON "project_member"("account_id");

-- CreateIndex
CREATE INDEX "follow_up_project_id_occurred_on_idx" ON "follow_up"("project_id", "occurred_on" DESC);

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_session" ADD CONSTRAINT "account_session_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enterprise_honour" ADD CONSTRAINT "enterprise_honour_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chain_anchor" ADD CONSTRAINT "chain_anchor_chain_id_fkey" FOREIGN KEY ("chain_id") REFERENCES "chain"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chain_anchor" ADD CONSTRAINT "chain_anchor_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence_link" ADD CONSTRAINT "evidence_link_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "evidence_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence_link" ADD CONSTRAINT "evidence_link_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agreement" ADD CONSTRAINT "agreement_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "arrival" ADD CONSTRAINT "arrival_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "investment" ADD CONSTRAINT "investment_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chain_category" ADD CONSTRAINT "chain_category_chain_id_fkey" FOREIGN KEY ("chain_id") REFERENCES "chain"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chain_appointment" ADD CONSTRAINT "chain_appointment_chain_id_fkey" FOREIGN KEY ("chain_id") REFERENCES "chain"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chain_appointment" ADD CONSTRAINT "chain_appointment_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chain_appointment" ADD CONSTRAINT "chain_appointment_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_chain_id_fkey" FOREIGN KEY ("chain_id") REFERENCES "chain"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_lead_unit_id_fkey" FOREIGN KEY ("lead_unit_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_street_unit_id_fkey" FOREIGN KEY ("street_unit_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_owner_unit_id_fkey" FOREIGN KEY ("owner_unit_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_reporting_unit_id_fkey" FOREIGN KEY ("reporting_unit_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_investor_id_fkey" FOREIGN KEY ("investor_id") REFERENCES "enterprise"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_fact" ADD CONSTRAINT "project_fact_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_fact" ADD CONSTRAINT "project_fact_operation_id_fkey" FOREIGN KEY ("operation_id") REFERENCES "operation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "milestone" ADD CONSTRAINT "milestone_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_investor" ADD CONSTRAINT "project_investor_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_investor" ADD CONSTRAINT "project_investor_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_engine" ADD CONSTRAINT "project_engine_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_engine" ADD CONSTRAINT "project_engine_engine_id_fkey" FOREIGN KEY ("engine_id") REFERENCES "engine"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_linked_chain" ADD CONSTRAINT "project_linked_chain_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_linked_chain" ADD CONSTRAINT "project_linked_chain_chain_id_fkey" FOREIGN KEY ("chain_id") REFERENCES "chain"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_member" ADD CONSTRAINT "project_member_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_member" ADD CONSTRAINT "project_member_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "follow_up" ADD CONSTRAINT "follow_up_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- What follows is not expressed by the Prisma schema: rules that the database itself keeps.

-- Numbers for new projects (项目编号), never reused.
CREATE SEQUENCE "project_number_seq";

-- Lists put unknown amounts last and read names in pinyin order; the schema language can say neither.
DROP INDEX "project_by_planned_total";
CREATE INDEX "project_by_planned_total" ON "project" ("planned_total_fen" DESC NULLS LAST, "id" DESC, "off_state", "sensitivity",
  "owner_id", "owner_unit_id", "reporting_unit_id", "contract_on", "chain_id", "stage_rank", "lead_unit_id", "street_unit_id");
DROP INDEX "project_by_name";
CREATE INDEX "project_by_name" ON "project" ("name" COLLATE "zh-x-icu", "id");

-- One live project a number; a withdrawn project (undone import) releases it.
CREATE UNIQUE INDEX "project_number_live" ON "project" ("number") WHERE off_state IS NULL OR off_state <> 'withdrawn';
CREATE UNIQUE INDEX "enterprise_uscc_once" ON "enterprise" ("uscc") WHERE uscc IS NOT NULL;
-- The same voucher cannot support two arrivals.
CREATE UNIQUE INDEX "arrival_voucher_once" ON "arrival" ("voucher_key") WHERE voucher_key IS NOT NULL AND voided_at IS NULL;
-- One ordinary investment row a project, month and basis; openings and corrections stand beside it.
CREATE UNIQUE INDEX "investment_month_once" ON "investment" ("project_id", "month", "basis")
  WHERE voided_at IS NULL AND NOT opening AND correction_of_id IS NULL;
-- One live record a milestone: pending or approved.
CREATE UNIQUE INDEX "milestone_live_once" ON "milestone" ("project_id", "kind") WHERE voided_at IS NULL AND status <> 'returned';

ALTER TABLE "milestone" ADD CONSTRAINT "milestone_approved_whole"
  CHECK (status <> 'approved' OR (approved_at IS NOT NULL AND stat_month IS NOT NULL));
ALTER TABLE "agreement" ADD CONSTRAINT "agreement_approved_whole"
  CHECK (status <> 'approved' OR (approved_at IS NOT NULL AND stat_month IS NOT NULL));
ALTER TABLE "arrival" ADD CONSTRAINT "arrival_approved_whole"
  CHECK (status <> 'approved' OR (approved_at IS NOT NULL AND stat_month IS NOT NULL));
ALTER TABLE "arrival" ADD CONSTRAINT "arrival_split" CHECK (outside_fen + inside_fen + foreign_fen = amount_fen);
ALTER TABLE "investment" ADD CONSTRAINT "investment_approved_whole"
  CHECK (status <> 'approved' OR (approved_at IS NOT NULL AND stat_month IS NOT NULL));
ALTER TABLE "investment" ADD CONSTRAINT "investment_parts"
  CHECK (construction_fen IS NULL OR construction_fen + installation_fen + equipment_fen + other_fen = total_fen);

-- Facts and the audit log are append-only, also to plain SQL.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'append-only: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'raise_exception';
END $$;
CREATE TRIGGER project_fact_append_only BEFORE UPDATE OR DELETE ON "project_fact" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER project_fact_no_truncate BEFORE TRUNCATE ON "project_fact" EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON "audit_entry" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON "audit_entry" EXECUTE FUNCTION refuse_change();
CREATE TRIGGER setting_append_only BEFORE UPDATE OR DELETE ON "setting" FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- An approved row is frozen: the only change it may still see is the end of its validity.
CREATE FUNCTION refuse_change_of_approved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status <> 'approved' THEN
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.voided_at IS NULL AND NEW.voided_at IS NOT NULL
     AND (to_jsonb(NEW) - 'voided_at') = (to_jsonb(OLD) - 'voided_at') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'approved rows are frozen: % on %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'raise_exception';
END $$;
CREATE TRIGGER milestone_frozen BEFORE UPDATE OR DELETE ON "milestone" FOR EACH ROW EXECUTE FUNCTION refuse_change_of_approved();
CREATE TRIGGER agreement_frozen BEFORE UPDATE OR DELETE ON "agreement" FOR EACH ROW EXECUTE FUNCTION refuse_change_of_approved();
CREATE TRIGGER arrival_frozen BEFORE UPDATE OR DELETE ON "arrival" FOR EACH ROW EXECUTE FUNCTION refuse_change_of_approved();
CREATE TRIGGER investment_frozen BEFORE UPDATE OR DELETE ON "investment" FOR EACH ROW EXECUTE FUNCTION refuse_change_of_approved();

-- Each audit entry carries the hash of the one before it. The lock keeps the chain single-file until commit.
CREATE FUNCTION chain_audit_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(20261124);
  NEW.id := nextval(pg_get_serial_sequence('audit_entry', 'id'));
  NEW.previous_hash := coalesce((SELECT hash FROM audit_entry ORDER BY id DESC LIMIT 1), '');
  NEW.hash := encode(sha256(convert_to(concat_ws('|', NEW.previous_hash, NEW.id, extract(epoch FROM NEW.at), NEW.actor_id,
    NEW.actor_name, NEW.action, NEW.subject_kind, NEW.subject_id, NEW.subject_label, NEW.before::text, NEW.after::text,
    NEW.address, NEW.outcome), 'UTF8')), 'hex');
  RETURN NEW;
END $$;
CREATE TRIGGER audit_entry_chained BEFORE INSERT ON "audit_entry" FOR EACH ROW EXECUTE FUNCTION chain_audit_entry();

-- Sums by stat month (month_sum) are recounted for the months that a write has touched. The note is a plain insert, so
-- that two people at work never wait for each other; the recount takes the notes away.
CREATE FUNCTION mark_months_of(projects integer[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO month_stale (stat_month)
    SELECT stat_month FROM milestone WHERE project_id = ANY(projects) AND stat_month IS NOT NULL
    UNION SELECT stat_month FROM agreement WHERE project_id = ANY(projects) AND stat_month IS NOT NULL
    UNION SELECT to_char(off_since, 'YYYYMM')::int FROM project WHERE id = ANY(projects) AND off_since IS NOT NULL
$$;

-- Arrivals and investment touch their own month only.
CREATE FUNCTION mark_own_months() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO month_stale (stat_month) SELECT DISTINCT stat_month FROM changed WHERE status = 'approved';
  RETURN NULL;
END $$;
CREATE TRIGGER arrival_added AFTER INSERT ON "arrival" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_own_months();
CREATE TRIGGER arrival_changed AFTER UPDATE ON "arrival" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_own_months();
CREATE TRIGGER investment_added AFTER INSERT ON "investment" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_own_months();
CREATE TRIGGER investment_changed AFTER UPDATE ON "investment" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_own_months();

-- An agreement or a milestone also decides what other months count: a framework converts, a contract of last year starts.
CREATE FUNCTION mark_project_months() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM mark_months_of(ARRAY(SELECT DISTINCT project_id FROM changed WHERE status = 'approved'));
  RETURN NULL;
END $$;
CREATE TRIGGER agreement_added AFTER INSERT ON "agreement" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_project_months();
CREATE TRIGGER agreement_changed AFTER UPDATE ON "agreement" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_project_months();
CREATE TRIGGER milestone_added AFTER INSERT ON "milestone" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_project_months();
CREATE TRIGGER milestone_changed AFTER UPDATE ON "milestone" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_project_months();

-- What groups a project, or decides whether it counts, touches every month in which the project has rows.
CREATE FUNCTION mark_moved_projects() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  moved integer[] := ARRAY(
    SELECT n.id FROM after_rows n JOIN before_rows o ON o.id = n.id
    WHERE (n.chain_id, n.lead_unit_id, n.street_unit_id, n.origin_province, n.industry_code, n.planned_total_fen,
        n.contract_on, n.start_on, n.off_state, n.off_since)
      IS DISTINCT FROM (o.chain_id, o.lead_unit_id, o.street_unit_id, o.origin_province, o.industry_code,
        o.planned_total_fen, o.contract_on, o.start_on, o.off_state, o.off_since));
BEGIN
  IF moved = '{}' THEN RETURN NULL; END IF;
  PERFORM mark_months_of(moved);
  INSERT INTO month_stale (stat_month)
    SELECT stat_month FROM arrival WHERE project_id = ANY(moved) AND stat_month IS NOT NULL
    UNION SELECT stat_month FROM investment WHERE project_id = ANY(moved) AND stat_month IS NOT NULL
    UNION SELECT to_char(off_since, 'YYYYMM')::int FROM before_rows WHERE id = ANY(moved) AND off_since IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER project_moved AFTER UPDATE ON "project" REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION mark_moved_projects();

-- A rate converts the foreign arrivals of its month.
CREATE FUNCTION mark_rated_months() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO month_stale (stat_month)
    SELECT DISTINCT a.stat_month FROM arrival a JOIN changed c ON c.month = to_char(a.arrived_on, 'YYYYMM')::int
    WHERE a.foreign_fen <> 0 AND a.status = 'approved';
  RETURN NULL;
END $$;
CREATE TRIGGER exchange_rate_added AFTER INSERT ON "exchange_rate" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_rated_months();
CREATE TRIGGER exchange_rate_changed AFTER UPDATE ON "exchange_rate" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_rated_months();
