export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]

export type Database = {
  
  "public": {
          Tables: {
            "agent_api_keys": {
                  Row: {
                    "client_ids": (string)[] | null,"created_at": string,"created_by": string,"expires_at": string | null,"id": string,"jobs_per_hour": number | null,"last_used_at": string | null,"max_monthly_usd": number | null,"name": string,"requests_per_minute": number | null,"revoked_at": string | null,"scopes": (string)[],"token_hash": string
                  }
                  ComputedFields: never
                  Insert: {
                    "client_ids"?: (string)[] | null,"created_at"?: string,"created_by": string,"expires_at"?: string | null,"id"?: string,"jobs_per_hour"?: number | null,"last_used_at"?: string | null,"max_monthly_usd"?: number | null,"name": string,"requests_per_minute"?: number | null,"revoked_at"?: string | null,"scopes": (string)[],"token_hash": string
                  }
                  Update: {
                    "client_ids"?: (string)[] | null,"created_at"?: string,"created_by"?: string,"expires_at"?: string | null,"id"?: string,"jobs_per_hour"?: number | null,"last_used_at"?: string | null,"max_monthly_usd"?: number | null,"name"?: string,"requests_per_minute"?: number | null,"revoked_at"?: string | null,"scopes"?: (string)[],"token_hash"?: string
                  }
                  Relationships: [
                    
                  ]
                },"agent_audit_log": {
                  Row: {
                    "at": string,"caller": string | null,"changes": NonNullable<Json>,"id": string,"ids": NonNullable<Json>,"key_id": string | null,"method": string,"node": string,"remote_address": string | null,"request_id": string | null,"route": string | null,"seq": number,"status": number | null
                  }
                  ComputedFields: never
                  Insert: {
                    "at": string,"caller"?: string | null,"changes"?: NonNullable<Json>,"id": string,"ids"?: NonNullable<Json>,"key_id"?: string | null,"method": string,"node": string,"remote_address"?: string | null,"request_id"?: string | null,"route"?: string | null,"seq"?: never,"status"?: number | null
                  }
                  Update: {
                    "at"?: string,"caller"?: string | null,"changes"?: NonNullable<Json>,"id"?: string,"ids"?: NonNullable<Json>,"key_id"?: string | null,"method"?: string,"node"?: string,"remote_address"?: string | null,"request_id"?: string | null,"route"?: string | null,"seq"?: never,"status"?: number | null
                  }
                  Relationships: [
                    
                  ]
                },"agent_budgets": {
                  Row: {
                    "client_id": string | null,"created_at": string,"exceeded_for": (number)[],"id": string,"key_name": string | null,"month": string,"monthly_usd": number,"spent_usd": number,"updated_at": string,"warn_at_percent": number,"warned_for": (number)[],"budget_summary": Json | null,"budget_wait_reason": string | null,"budget_wait_sentence": string | null,"spent_now": number | null
                  }
                  ComputedFields: "budget_summary" | "budget_wait_reason" | "budget_wait_sentence" | "spent_now"
                  Insert: {
                    "client_id"?: string | null,"created_at"?: string,"exceeded_for"?: (number)[],"id"?: string,"key_name"?: string | null,"month": string,"monthly_usd": number,"spent_usd"?: number,"updated_at"?: string,"warn_at_percent"?: number,"warned_for"?: (number)[]
                  }
                  Update: {
                    "client_id"?: string | null,"created_at"?: string,"exceeded_for"?: (number)[],"id"?: string,"key_name"?: string | null,"month"?: string,"monthly_usd"?: number,"spent_usd"?: number,"updated_at"?: string,"warn_at_percent"?: number,"warned_for"?: (number)[]
                  }
                  Relationships: [
                    {
      foreignKeyName: "agent_budgets_client_id_fkey"
      columns: ["client_id"]
isOneToOne: false
      referencedRelation: "clients"
      referencedColumns: ["id"]
    }
                  ]
                },"agent_client_settings": {
                  Row: {
                    "client_id": string,"max_concurrent_jobs": number | null
                  }
                  ComputedFields: never
                  Insert: {
                    "client_id": string,"max_concurrent_jobs"?: number | null
                  }
                  Update: {
                    "client_id"?: string,"max_concurrent_jobs"?: number | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "agent_client_settings_client_id_fkey"
      columns: ["client_id"]
isOneToOne: true
      referencedRelation: "clients"
      referencedColumns: ["id"]
    }
                  ]
                },"agent_github_deliveries": {
                  Row: {
                    "attempts": number,"due_at": string | null,"id": string,"lease_token": number,"news": NonNullable<Json>,"received_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "attempts"?: number,"due_at"?: string | null,"id": string,"lease_token"?: number,"news": NonNullable<Json>,"received_at"?: string
                  }
                  Update: {
                    "attempts"?: number,"due_at"?: string | null,"id"?: string,"lease_token"?: number,"news"?: NonNullable<Json>,"received_at"?: string
                  }
                  Relationships: [
                    
                  ]
                },"agent_github_requests": {
                  Row: {
                    "created_at": string,"delivery_id": string,"head_sha": string,"id": string,"kind": string,"login": string | null,"pr_number": number,"refusal": string | null,"reply_at": string | null,"reply_attempts": number,"reply_token": number,"repository_id": string,"url": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"delivery_id": string,"head_sha": string,"id"?: string,"kind": string,"login"?: string | null,"pr_number": number,"refusal"?: string | null,"reply_at"?: string | null,"reply_attempts"?: number,"reply_token"?: number,"repository_id": string,"url": string
                  }
                  Update: {
                    "created_at"?: string,"delivery_id"?: string,"head_sha"?: string,"id"?: string,"kind"?: string,"login"?: string | null,"pr_number"?: number,"refusal"?: string | null,"reply_at"?: string | null,"reply_attempts"?: number,"reply_token"?: number,"repository_id"?: string,"url"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "agent_github_requests_repository_id_fkey"
      columns: ["repository_id"]
isOneToOne: false
      referencedRelation: "code_repositories"
      referencedColumns: ["id"]
    }
                  ]
                },"agent_gone_repositories": {
                  Row: {
                    "gone_at": string,"moved_to": string | null,"name": string
                  }
                  ComputedFields: never
                  Insert: {
                    "gone_at"?: string,"moved_to"?: string | null,"name": string
                  }
                  Update: {
                    "gone_at"?: string,"moved_to"?: string | null,"name"?: string
                  }
                  Relationships: [
                    
                  ]
                },"agent_idempotency_keys": {
                  Row: {
                    "created_at": string,"key": string,"locked_until": string,"request_hash": string,"resource_id": string,"response_body": Json | null,"response_status": number | null
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"key": string,"locked_until": string,"request_hash": string,"resource_id": string,"response_body"?: Json | null,"response_status"?: number | null
                  }
                  Update: {
                    "created_at"?: string,"key"?: string,"locked_until"?: string,"request_hash"?: string,"resource_id"?: string,"response_body"?: Json | null,"response_status"?: number | null
                  }
                  Relationships: [
                    
                  ]
                },"agent_job_artifact_parts": {
                  Row: {
                    "artifact_id": string,"data": string,"id": number,"number": number
                  }
                  ComputedFields: never
                  Insert: {
                    "artifact_id": string,"data": string,"id"?: never,"number": number
                  }
                  Update: {
                    "artifact_id"?: string,"data"?: string,"id"?: never,"number"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "agent_job_artifact_parts_artifact_id_fkey"
      columns: ["artifact_id"]
isOneToOne: false
      referencedRelation: "agent_job_artifacts"
      referencedColumns: ["id"]
    }
                  ]
                },"agent_job_artifacts": {
                  Row: {
                    "bytes": number,"complete": boolean,"content_type": string,"created_at": string,"digest": string,"id": string,"job_id": string,"name": string,"seq": number
                  }
                  ComputedFields: never
                  Insert: {
                    "bytes": number,"complete"?: boolean,"content_type"?: string,"created_at"?: string,"digest": string,"id": string,"job_id": string,"name": string,"seq"?: number
                  }
                  Update: {
                    "bytes"?: number,"complete"?: boolean,"content_type"?: string,"created_at"?: string,"digest"?: string,"id"?: string,"job_id"?: string,"name"?: string,"seq"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "agent_job_artifacts_job_id_fkey"
      columns: ["job_id"]
isOneToOne: false
      referencedRelation: "agent_jobs"
      referencedColumns: ["id"]
    }
                  ]
                },"agent_job_attachments": {
                  Row: {
                    "content_type": string,"id": string,"job_id": string,"name": string,"place": number,"sealed": string
                  }
                  ComputedFields: never
                  Insert: {
                    "content_type": string,"id"?: string,"job_id": string,"name": string,"place": number,"sealed": string
                  }
                  Update: {
                    "content_type"?: string,"id"?: string,"job_id"?: string,"name"?: string,"place"?: number,"sealed"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "agent_job_attachments_job_id_fkey"
      columns: ["job_id"]
isOneToOne: false
      referencedRelation: "agent_jobs"
      referencedColumns: ["id"]
    }
                  ]
                },"agent_job_diffs": {
                  Row: {
                    "base_sha": string,"collected_at": string,"files": NonNullable<Json>,"head_sha": string | null,"job_id": string,"patch": string,"truncated": boolean
                  }
                  ComputedFields: never
                  Insert: {
                    "base_sha"?: string,"collected_at"?: string,"files"?: NonNullable<Json>,"head_sha"?: string | null,"job_id": string,"patch"?: string,"truncated"?: boolean
                  }
                  Update: {
                    "base_sha"?: string,"collected_at"?: string,"files"?: NonNullable<Json>,"head_sha"?: string | null,"job_id"?: string,"patch"?: string,"truncated"?: boolean
                  }
                  Relationships: [
                    {
      foreignKeyName: "agent_job_diffs_job_id_fkey"
      columns: ["job_id"]
isOneToOne: true
      referencedRelation: "agent_jobs"
      referencedColumns: ["id"]
    }
                  ]
                },"agent_job_env": {
                  Row: {
                    "job_id": string,"sealed": string
                  }
                  ComputedFields: never
                  Insert: {
                    "job_id": string,"sealed": string
                  }
                  Update: {
                    "job_id"?: string,"sealed"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "agent_job_env_job_id_fkey"
      columns: ["job_id"]
isOneToOne: true
      referencedRelation: "agent_jobs"
      referencedColumns: ["id"]
    }
                  ]
                },"agent_job_iterations": {
                  Row: {
                    "blocked_reason": string | null,"budget_exceeded": boolean,"completed_at": string | null,"diff_stat": string | null,"duration_ms": number,"error": string | null,"exit_code": number | null,"feedback_fingerprint": string | null,"feedback_results": Json | null,"files_changed": number | null,"head_sha": string | null,"id": string,"input_tokens": number,"iteration_number": number,"job_id": string | null,"num_turns": number,"output_summary": string | null,"output_tokens": number,"promise_claimed": boolean,"promise_detected": boolean,"publish_problem": string | null,"session_id": string | null,"sessions": NonNullable<Json>,"started_at": string,"total_cost_usd": number,"tree_changed": boolean | null
                  }
                  ComputedFields: never
                  Insert: {
                    "blocked_reason"?: string | null,"budget_exceeded"?: boolean,"completed_at"?: string | null,"diff_stat"?: string | null,"duration_ms"?: number,"error"?: string | null,"exit_code"?: number | null,"feedback_fingerprint"?: string | null,"feedback_results"?: Json | null,"files_changed"?: number | null,"head_sha"?: string | null,"id"?: string,"input_tokens"?: number,"iteration_number"?: number,"job_id"?: string | null,"num_turns"?: number,"output_summary"?: string | null,"output_tokens"?: number,"promise_claimed"?: boolean,"promise_detected"?: boolean,"publish_problem"?: string | null,"session_id"?: string | null,"sessions"?: NonNullable<Json>,"started_at"?: string,"total_cost_usd"?: number,"tree_changed"?: boolean | null
                  }
                  Update: {
                    "blocked_reason"?: string | null,"budget_exceeded"?: boolean,"completed_at"?: string | null,"diff_stat"?: string | null,"duration_ms"?: number,"error"?: string | null,"exit_code"?: number | null,"feedback_fingerprint"?: string | null,"feedback_results"?: Json | null,"files_changed"?: number | null,"head_sha"?: string | null,"id"?: string,"input_tokens"?: number,"iteration_number"?: number,"job_id"?: string | null,"num_turns"?: number,"output_summary"?: string | null,"output_tokens"?: number,"promise_claimed"?: boolean,"promise_detected"?: boolean,"publish_problem"?: string | null,"session_id"?: string | null,"sessions"?: NonNullable<Json>,"started_at"?: string,"total_cost_usd"?: number,"tree_changed"?: boolean | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "agent_job_iterations_job_id_fkey"
      columns: ["job_id"]
isOneToOne: false
      referencedRelation: "agent_jobs"
      referencedColumns: ["id"]
    }
                  ]
                },"agent_job_messages": {
                  Row: {
                    "content": string,"created_at": string,"delivered_at": string | null,"id": string,"iteration_number": number | null,"job_id": string | null,"seq": number,"type": string
                  }
                  ComputedFields: never
                  Insert: {
                    "content"?: string,"created_at"?: string,"delivered_at"?: string | null,"id"?: string,"iteration_number"?: number | null,"job_id"?: string | null,"seq"?: number,"type"?: string
                  }
                  Update: {
                    "content"?: string,"created_at"?: string,"delivered_at"?: string | null,"id"?: string,"iteration_number"?: number | null,"job_id"?: string | null,"seq"?: number,"type"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "agent_job_messages_job_id_fkey"
      columns: ["job_id"]
isOneToOne: false
      referencedRelation: "agent_jobs"
      referencedColumns: ["id"]
    }
                  ]
                },"agent_jobs": {
                  Row: {
                    "answer_owed": boolean,"archived": boolean,"asks_model": boolean,"attachments": NonNullable<Json>,"attempt": number,"awaiting_input_since": string | null,"base_branch": string | null,"base_sha": string | null,"branch_lock": string | null,"branch_name": string | null,"cancel_requested_at": string | null,"changes_tree": boolean,"client_id": string | null,"complete_requested_at": string | null,"completed_at": string | null,"completion_promise": string | null,"completion_reason": string | null,"converses": boolean,"created_at": string,"created_by_key": string | null,"created_by_team_member_id": string | null,"current_iteration": number | null,"draft": boolean,"duration_ms": number | null,"env_names": Json | null,"error": string | null,"error_code": string | null,"external_id": string | null,"feature_id": string | null,"feedback_commands": Json | null,"follow_up_of": string | null,"github_request": Json | null,"head_sha": string | null,"id": string,"input_tokens": number | null,"interruptions": NonNullable<Json>,"iterates": boolean,"job_type": string,"lease_expires_at": string | null,"lease_owner": string | null,"lease_token": number,"max_cost_usd": number | null,"max_duration_minutes": number | null,"max_iterations": number | null,"merged_at": string | null,"message_aliases": NonNullable<Json>,"metadata": NonNullable<Json>,"model": string | null,"not_before": string | null,"num_turns": number | null,"options": Json | null,"original_job_id": string | null,"output": Json | null,"output_schema": Json | null,"output_tokens": number | null,"output_valid": boolean,"phase": string | null,"plan": string | null,"plan_answer": string | null,"plan_approval": boolean,"plan_approved_at": string | null,"plan_session_id": string | null,"postponed_for": string | null,"postponed_tokens": number | null,"postponements": number,"pr_draft": boolean | null,"pr_number": number | null,"pr_state": string | null,"pr_url": string | null,"priority": number,"prompt": string,"pushed_sha": string | null,"repository_id": string | null,"request_id": string | null,"result_summary": string | null,"root_job_id": string | null,"run_after": string | null,"sandbox": string | null,"session_ended_at": string | null,"session_id": string | null,"shared_at": string | null,"started_at": string | null,"status": string,"stop_requested_at": string | null,"title": string | null,"total_cost_usd": number | null,"total_iterations": number | null,"trace_id": string | null,"traceparent": string | null,"updated_at": string,"wait_reason": string | null,"wake_at": string | null,"wanted_model": string | null,"work_kept_on": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "answer_owed"?: boolean,"archived"?: boolean,"asks_model"?: boolean,"attachments"?: NonNullable<Json>,"attempt"?: number,"awaiting_input_since"?: string | null,"base_branch"?: string | null,"base_sha"?: string | null,"branch_lock"?: string | null,"branch_name"?: string | null,"cancel_requested_at"?: string | null,"changes_tree"?: boolean,"client_id"?: string | null,"complete_requested_at"?: string | null,"completed_at"?: string | null,"completion_promise"?: string | null,"completion_reason"?: string | null,"converses"?: boolean,"created_at"?: string,"created_by_key"?: string | null,"created_by_team_member_id"?: string | null,"current_iteration"?: number | null,"draft"?: boolean,"duration_ms"?: number | null,"env_names"?: Json | null,"error"?: string | null,"error_code"?: string | null,"external_id"?: string | null,"feature_id"?: string | null,"feedback_commands"?: Json | null,"follow_up_of"?: string | null,"github_request"?: Json | null,"head_sha"?: string | null,"id"?: string,"input_tokens"?: number | null,"interruptions"?: NonNullable<Json>,"iterates"?: boolean,"job_type"?: string,"lease_expires_at"?: string | null,"lease_owner"?: string | null,"lease_token"?: number,"max_cost_usd"?: number | null,"max_duration_minutes"?: number | null,"max_iterations"?: number | null,"merged_at"?: string | null,"message_aliases"?: NonNullable<Json>,"metadata"?: NonNullable<Json>,"model"?: string | null,"not_before"?: string | null,"num_turns"?: number | null,"options"?: Json | null,"original_job_id"?: string | null,"output"?: Json | null,"output_schema"?: Json | null,"output_tokens"?: number | null,"output_valid"?: boolean,"phase"?: string | null,"plan"?: string | null,"plan_answer"?: string | null,"plan_approval"?: boolean,"plan_approved_at"?: string | null,"plan_session_id"?: string | null,"postponed_for"?: string | null,"postponed_tokens"?: number | null,"postponements"?: number,"pr_draft"?: boolean | null,"pr_number"?: number | null,"pr_state"?: string | null,"pr_url"?: string | null,"priority"?: number,"prompt"?: string,"pushed_sha"?: string | null,"repository_id"?: string | null,"request_id"?: string | null,"result_summary"?: string | null,"root_job_id"?: string | null,"run_after"?: string | null,"sandbox"?: string | null,"session_ended_at"?: string | null,"session_id"?: string | null,"shared_at"?: string | null,"started_at"?: string | null,"status"?: string,"stop_requested_at"?: string | null,"title"?: string | null,"total_cost_usd"?: number | null,"total_iterations"?: number | null,"trace_id"?: string | null,"traceparent"?: string | null,"updated_at"?: string,"wait_reason"?: string | null,"wake_at"?: string | null,"wanted_model"?: string | null,"work_kept_on"?: string | null
                  }
                  Update: {
                    "answer_owed"?: boolean,"archived"?: boolean,"asks_model"?: boolean,"attachments"?: NonNullable<Json>,"attempt"?: number,"awaiting_input_since"?: string | null,"base_branch"?: string | null,"base_sha"?: string | null,"branch_lock"?: string | null,"branch_name"?: string | null,"cancel_requested_at"?: string | null,"changes_tree"?: boolean,"client_id"?: string | null,"complete_requested_at"?: string | null,"completed_at"?: string | null,"completion_promise"?: string | null,"completion_reason"?: string | null,"converses"?: boolean,"created_at"?: string,"created_by_key"?: string | null,"created_by_team_member_id"?: string | null,"current_iteration"?: number | null,"draft"?: boolean,"duration_ms"?: number | null,"env_names"?: Json | null,"error"?: string | null,"error_code"?: string | null,"external_id"?: string | null,"feature_id"?: string | null,"feedback_commands"?: Json | null,"follow_up_of"?: string | null,"github_request"?: Json | null,"head_sha"?: string | null,"id"?: string,"input_tokens"?: number | null,"interruptions"?: NonNullable<Json>,"iterates"?: boolean,"job_type"?: string,"lease_expires_at"?: string | null,"lease_owner"?: string | null,"lease_token"?: number,"max_cost_usd"?: number | null,"max_duration_minutes"?: number | null,"max_iterations"?: number | null,"merged_at"?: string | null,"message_aliases"?: NonNullable<Json>,"metadata"?: NonNullable<Json>,"model"?: string | null,"not_before"?: string | null,"num_turns"?: number | null,"options"?: Json | null,"original_job_id"?: string | null,"output"?: Json | null,"output_schema"?: Json | null,"output_tokens"?: number | null,"output_valid"?: boolean,"phase"?: string | null,"plan"?: string | null,"plan_answer"?: string | null,"plan_approval"?: boolean,"plan_approved_at"?: string | null,"plan_session_id"?: string | null,"postponed_for"?: string | null,"postponed_tokens"?: number | null,"postponements"?: number,"pr_draft"?: boolean | null,"pr_number"?: number | null,"pr_state"?: string | null,"pr_url"?: string | null,"priority"?: number,"prompt"?: string,"pushed_sha"?: string | null,"repository_id"?: string | null,"request_id"?: string | null,"result_summary"?: string | null,"root_job_id"?: string | null,"run_after"?: string | null,"sandbox"?: string | null,"session_ended_at"?: string | null,"session_id"?: string | null,"shared_at"?: string | null,"started_at"?: string | null,"status"?: string,"stop_requested_at"?: string | null,"title"?: string | null,"total_cost_usd"?: number | null,"total_iterations"?: number | null,"trace_id"?: string | null,"traceparent"?: string | null,"updated_at"?: string,"wait_reason"?: string | null,"wake_at"?: string | null,"wanted_model"?: string | null,"work_kept_on"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "agent_jobs_client_id_fkey"
      columns: ["client_id"]
isOneToOne: false
      referencedRelation: "clients"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "agent_jobs_created_by_team_member_id_fkey"
      columns: ["created_by_team_member_id"]
isOneToOne: false
      referencedRelation: "team_members"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "agent_jobs_feature_id_fkey"
      columns: ["feature_id"]
isOneToOne: false
      referencedRelation: "features"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "agent_jobs_repository_id_fkey"
      columns: ["repository_id"]
isOneToOne: false
      referencedRelation: "code_repositories"
      referencedColumns: ["id"]
    }
                  ]
                },"agent_nodes": {
                  Row: {
                    "alive_until": string,"capacity": number,"draining": boolean,"hostname": string | null,"id": string,"instance": string | null,"last_heartbeat_at": string,"life": string | null,"place": string | null,"quiet_until": string,"started_at": string,"version": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "alive_until"?: string,"capacity"?: number,"draining"?: boolean,"hostname"?: string | null,"id": string,"instance"?: string | null,"last_heartbeat_at"?: string,"life"?: string | null,"place"?: string | null,"quiet_until"?: string,"started_at"?: string,"version"?: string | null
                  }
                  Update: {
                    "alive_until"?: string,"capacity"?: number,"draining"?: boolean,"hostname"?: string | null,"id"?: string,"instance"?: string | null,"last_heartbeat_at"?: string,"life"?: string | null,"place"?: string | null,"quiet_until"?: string,"started_at"?: string,"version"?: string | null
                  }
                  Relationships: [
                    
                  ]
                },"agent_pauses": {
                  Row: {
                    "reason": string,"resource": string,"until": string
                  }
                  ComputedFields: never
                  Insert: {
                    "reason"?: string,"resource": string,"until"?: string
                  }
                  Update: {
                    "reason"?: string,"resource"?: string,"until"?: string
                  }
                  Relationships: [
                    
                  ]
                },"agent_pull_requests": {
                  Row: {
                    "changed_at": string | null,"etag": string | null,"id": string,"look_at": string,"number": number,"repository_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "changed_at"?: string | null,"etag"?: string | null,"id"?: string,"look_at"?: string,"number": number,"repository_id": string
                  }
                  Update: {
                    "changed_at"?: string | null,"etag"?: string | null,"id"?: string,"look_at"?: string,"number"?: number,"repository_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "agent_pull_requests_repository_id_fkey"
      columns: ["repository_id"]
isOneToOne: false
      referencedRelation: "code_repositories"
      referencedColumns: ["id"]
    }
                  ]
                },"agent_repository_identities": {
                  Row: {
                    "github_id": number,"noted_at": string,"repository_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "github_id": number,"noted_at"?: string,"repository_id": string
                  }
                  Update: {
                    "github_id"?: number,"noted_at"?: string,"repository_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "agent_repository_identities_repository_id_fkey"
      columns: ["repository_id"]
isOneToOne: true
      referencedRelation: "code_repositories"
      referencedColumns: ["id"]
    }
                  ]
                },"agent_repository_mcp_configs": {
                  Row: {
                    "config": NonNullable<Json>,"repository_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "config": NonNullable<Json>,"repository_id": string,"updated_at"?: string
                  }
                  Update: {
                    "config"?: NonNullable<Json>,"repository_id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "agent_repository_mcp_configs_repository_id_fkey"
      columns: ["repository_id"]
isOneToOne: true
      referencedRelation: "code_repositories"
      referencedColumns: ["id"]
    }
                  ]
                },"agent_repository_settings": {
                  Row: {
                    "auto_follow_up": Json | null,"branch_prefix": string | null,"draft": boolean | null,"feedback_commands": (string)[] | null,"instructions": string | null,"labels": (string)[] | null,"model": string | null,"protected_paths": (string)[] | null,"repository_id": string,"reviewers": (string)[] | null,"setup_cache_key": (string)[] | null,"setup_command": string | null,"setup_timeout_minutes": number | null,"submodules": boolean | null
                  }
                  ComputedFields: never
                  Insert: {
                    "auto_follow_up"?: Json | null,"branch_prefix"?: string | null,"draft"?: boolean | null,"feedback_commands"?: (string)[] | null,"instructions"?: string | null,"labels"?: (string)[] | null,"model"?: string | null,"protected_paths"?: (string)[] | null,"repository_id": string,"reviewers"?: (string)[] | null,"setup_cache_key"?: (string)[] | null,"setup_command"?: string | null,"setup_timeout_minutes"?: number | null,"submodules"?: boolean | null
                  }
                  Update: {
                    "auto_follow_up"?: Json | null,"branch_prefix"?: string | null,"draft"?: boolean | null,"feedback_commands"?: (string)[] | null,"instructions"?: string | null,"labels"?: (string)[] | null,"model"?: string | null,"protected_paths"?: (string)[] | null,"repository_id"?: string,"reviewers"?: (string)[] | null,"setup_cache_key"?: (string)[] | null,"setup_command"?: string | null,"setup_timeout_minutes"?: number | null,"submodules"?: boolean | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "agent_repository_settings_repository_id_fkey"
      columns: ["repository_id"]
isOneToOne: true
      referencedRelation: "code_repositories"
      referencedColumns: ["id"]
    }
                  ]
                },"agent_sealing": {
                  Row: {
                    "name": string,"sealed": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "name": string,"sealed": string,"updated_at"?: string
                  }
                  Update: {
                    "name"?: string,"sealed"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    
                  ]
                },"agent_usage": {
                  Row: {
                    "attempt": number,"cache_read_tokens": number,"cache_write_tokens": number,"client_id": string | null,"cost_usd": number | null,"duration_ms": number,"feature_id": string | null,"id": string,"input_tokens": number,"iteration_number": number | null,"job_id": string,"job_type": string,"key_name": string | null,"models": NonNullable<Json>,"num_turns": number,"outcome": string | null,"output_tokens": number,"repository_id": string | null,"session_id": string | null,"started_at": string,"team_member_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "attempt"?: number,"cache_read_tokens"?: number,"cache_write_tokens"?: number,"client_id"?: string | null,"cost_usd"?: number | null,"duration_ms"?: number,"feature_id"?: string | null,"id": string,"input_tokens"?: number,"iteration_number"?: number | null,"job_id": string,"job_type": string,"key_name"?: string | null,"models"?: NonNullable<Json>,"num_turns"?: number,"outcome"?: string | null,"output_tokens"?: number,"repository_id"?: string | null,"session_id"?: string | null,"started_at": string,"team_member_id"?: string | null
                  }
                  Update: {
                    "attempt"?: number,"cache_read_tokens"?: number,"cache_write_tokens"?: number,"client_id"?: string | null,"cost_usd"?: number | null,"duration_ms"?: number,"feature_id"?: string | null,"id"?: string,"input_tokens"?: number,"iteration_number"?: number | null,"job_id"?: string,"job_type"?: string,"key_name"?: string | null,"models"?: NonNullable<Json>,"num_turns"?: number,"outcome"?: string | null,"output_tokens"?: number,"repository_id"?: string | null,"session_id"?: string | null,"started_at"?: string,"team_member_id"?: string | null
                  }
                  Relationships: [
                    
                  ]
                },"agent_usage_days": {
                  Row: {
                    "cache_read_tokens": number,"cache_write_tokens": number,"client_id": string | null,"completed": number,"cost_usd": number,"day": string,"duration_ms": number,"failed": number,"feature_id": string | null,"id": number,"input_tokens": number,"job_type": string,"jobs": number,"merged": number,"model": string | null,"output_tokens": number,"pull_requests": number,"repository_id": string | null,"team_member_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "cache_read_tokens"?: number,"cache_write_tokens"?: number,"client_id"?: string | null,"completed"?: number,"cost_usd"?: number,"day": string,"duration_ms"?: number,"failed"?: number,"feature_id"?: string | null,"id"?: never,"input_tokens"?: number,"job_type": string,"jobs"?: number,"merged"?: number,"model"?: string | null,"output_tokens"?: number,"pull_requests"?: number,"repository_id"?: string | null,"team_member_id"?: string | null
                  }
                  Update: {
                    "cache_read_tokens"?: number,"cache_write_tokens"?: number,"client_id"?: string | null,"completed"?: number,"cost_usd"?: number,"day"?: string,"duration_ms"?: number,"failed"?: number,"feature_id"?: string | null,"id"?: never,"input_tokens"?: number,"job_type"?: string,"jobs"?: number,"merged"?: number,"model"?: string | null,"output_tokens"?: number,"pull_requests"?: number,"repository_id"?: string | null,"team_member_id"?: string | null
                  }
                  Relationships: [
                    
                  ]
                },"agent_usage_jobs": {
                  Row: {
                    "client_id": string | null,"created_at": string,"feature_id": string | null,"has_pull_request": boolean,"is_merged": boolean,"job_id": string,"job_type": string,"model": string | null,"repository_id": string | null,"status": string,"team_member_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "client_id"?: string | null,"created_at": string,"feature_id"?: string | null,"has_pull_request"?: boolean,"is_merged"?: boolean,"job_id": string,"job_type": string,"model"?: string | null,"repository_id"?: string | null,"status": string,"team_member_id"?: string | null
                  }
                  Update: {
                    "client_id"?: string | null,"created_at"?: string,"feature_id"?: string | null,"has_pull_request"?: boolean,"is_merged"?: boolean,"job_id"?: string,"job_type"?: string,"model"?: string | null,"repository_id"?: string | null,"status"?: string,"team_member_id"?: string | null
                  }
                  Relationships: [
                    
                  ]
                },"agent_usage_names": {
                  Row: {
                    "id": string,"name": string
                  }
                  ComputedFields: never
                  Insert: {
                    "id": string,"name": string
                  }
                  Update: {
                    "id"?: string,"name"?: string
                  }
                  Relationships: [
                    
                  ]
                },"agent_usage_sealed": {
                  Row: {
                    "day": string
                  }
                  ComputedFields: never
                  Insert: {
                    "day": string
                  }
                  Update: {
                    "day"?: string
                  }
                  Relationships: [
                    
                  ]
                },"agent_webhook_deliveries": {
                  Row: {
                    "attempts": number,"client_id": string | null,"created_at": string,"due_at": string | null,"duration_ms": number | null,"ended_at": string | null,"error": string | null,"event_id": string,"event_type": string,"id": string,"is_again": boolean,"job_id": string | null,"last_attempt_at": string | null,"lease_token": number,"leased_until": string | null,"line": string,"response_status": number | null,"seq": number,"status": string,"webhook_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "attempts"?: number,"client_id"?: string | null,"created_at"?: string,"due_at"?: string | null,"duration_ms"?: number | null,"ended_at"?: string | null,"error"?: string | null,"event_id": string,"event_type": string,"id"?: string,"is_again"?: boolean,"job_id"?: string | null,"last_attempt_at"?: string | null,"lease_token"?: number,"leased_until"?: string | null,"line"?: never,"response_status"?: number | null,"seq"?: never,"status"?: string,"webhook_id": string
                  }
                  Update: {
                    "attempts"?: number,"client_id"?: string | null,"created_at"?: string,"due_at"?: string | null,"duration_ms"?: number | null,"ended_at"?: string | null,"error"?: string | null,"event_id"?: string,"event_type"?: string,"id"?: string,"is_again"?: boolean,"job_id"?: string | null,"last_attempt_at"?: string | null,"lease_token"?: number,"leased_until"?: string | null,"line"?: never,"response_status"?: number | null,"seq"?: never,"status"?: string,"webhook_id"?: string
                  }
                  Relationships: [
                    
                  ]
                },"agent_webhook_events": {
                  Row: {
                    "at": string,"budget": Json | null,"client_id": string | null,"id": string,"job": Json | null,"job_id": string | null,"type": string
                  }
                  ComputedFields: never
                  Insert: {
                    "at"?: string,"budget"?: Json | null,"client_id"?: string | null,"id"?: string,"job"?: Json | null,"job_id"?: string | null,"type": string
                  }
                  Update: {
                    "at"?: string,"budget"?: Json | null,"client_id"?: string | null,"id"?: string,"job"?: Json | null,"job_id"?: string | null,"type"?: string
                  }
                  Relationships: [
                    
                  ]
                },"agent_webhooks": {
                  Row: {
                    "active": boolean,"client_id": string | null,"created_at": string,"created_by_key": string | null,"description": string | null,"disabled_reason": string | null,"events": (string)[],"failing_since": string | null,"id": string,"previous_secret": string | null,"previous_secret_until": string | null,"secret": string,"updated_at": string,"url": string
                  }
                  ComputedFields: never
                  Insert: {
                    "active"?: boolean,"client_id"?: string | null,"created_at"?: string,"created_by_key"?: string | null,"description"?: string | null,"disabled_reason"?: string | null,"events"?: (string)[],"failing_since"?: string | null,"id"?: string,"previous_secret"?: string | null,"previous_secret_until"?: string | null,"secret": string,"updated_at"?: string,"url": string
                  }
                  Update: {
                    "active"?: boolean,"client_id"?: string | null,"created_at"?: string,"created_by_key"?: string | null,"description"?: string | null,"disabled_reason"?: string | null,"events"?: (string)[],"failing_since"?: string | null,"id"?: string,"previous_secret"?: string | null,"previous_secret_until"?: string | null,"secret"?: string,"updated_at"?: string,"url"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "agent_webhooks_client_id_fkey"
      columns: ["client_id"]
isOneToOne: false
      referencedRelation: "clients"
      referencedColumns: ["id"]
    }
                  ]
                },"clients": {
                  Row: {
                    "created_at": string,"id": string,"name": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"id"?: string,"name"?: string
                  }
                  Update: {
                    "created_at"?: string,"id"?: string,"name"?: string
                  }
                  Relationships: [
                    
                  ]
                },"code_repositories": {
                  Row: {
                    "client_id": string | null,"created_at": string,"default_branch": string,"id": string,"max_concurrent_jobs": number | null,"owner_name": string,"repo_name": string,"trust_repo_config": boolean
                  }
                  ComputedFields: never
                  Insert: {
                    "client_id"?: string | null,"created_at"?: string,"default_branch"?: string,"id"?: string,"max_concurrent_jobs"?: number | null,"owner_name"?: string,"repo_name"?: string,"trust_repo_config"?: boolean
                  }
                  Update: {
                    "client_id"?: string | null,"created_at"?: string,"default_branch"?: string,"id"?: string,"max_concurrent_jobs"?: number | null,"owner_name"?: string,"repo_name"?: string,"trust_repo_config"?: boolean
                  }
                  Relationships: [
                    {
      foreignKeyName: "code_repositories_client_id_fkey"
      columns: ["client_id"]
isOneToOne: false
      referencedRelation: "clients"
      referencedColumns: ["id"]
    }
                  ]
                },"features": {
                  Row: {
                    "client_id": string | null,"created_at": string,"id": string,"title": string
                  }
                  ComputedFields: never
                  Insert: {
                    "client_id"?: string | null,"created_at"?: string,"id"?: string,"title"?: string
                  }
                  Update: {
                    "client_id"?: string | null,"created_at"?: string,"id"?: string,"title"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "features_client_id_fkey"
      columns: ["client_id"]
isOneToOne: false
      referencedRelation: "clients"
      referencedColumns: ["id"]
    }
                  ]
                },"team_members": {
                  Row: {
                    "created_at": string,"id": string,"name": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"id"?: string,"name"?: string
                  }
                  Update: {
                    "created_at"?: string,"id"?: string,"name"?: string
                  }
                  Relationships: [
                    
                  ]
                }
          }
          Views: {
            [_ in never]: never
          }
          Functions: {
            "add_client_repository":
{ Args: { "p_client_id": string,"p_default_branch": string,"p_fallback_branch": string,"p_id": string,"p_owner": string,"p_repo": string }; Returns: {
              "outcome": string,"previous_branch": string,"repository": Json
            }[]
                           },
"added":
{ Args: { "p_before": Json,"p_name": string,"p_now": Json }; Returns: number
                           },
"answer_plan":
{ Args: { "p_approved": boolean,"p_job_id": string,"p_message": string }; Returns: string
                           },
"append_job_messages":
{ Args: { "p_job_id": string,"p_lease_token"?: number,"p_messages": Json }; Returns: boolean
                           },
"applied_migrations":
{ Args: Record<PropertyKey, never>; Returns: {
              "version": string
            }[]
                           },
"artifact_part":
{ Args: { "p_artifact_id": string,"p_number": number }; Returns: {
              "part": string
            }[]
                           },
"beat_node":
{ Args: { "p_beat_seconds": number,"p_forget_seconds": number,"p_id": string,"p_lease_seconds": number,"p_life": string }; Returns: {
              "draining": boolean
            }[]
                           },
"begin_iteration":
{ Args: { "p_job_id": string,"p_lease_token": number,"p_number": number,"p_session_id": string }; Returns: boolean
                           },
"budget_summary":
{ Args: { "p_budget": Omit<Database["public"]['Tables']["agent_budgets"]['Row'], Database["public"]['Tables']["agent_budgets"]['ComputedFields']> }; Returns: Json
                           },
"budget_wait_reason":
{ Args: { "p_budget": Omit<Database["public"]['Tables']["agent_budgets"]['Row'], Database["public"]['Tables']["agent_budgets"]['ComputedFields']> }; Returns: string
                           },
"budget_wait_sentence":
{ Args: { "p_budget": Omit<Database["public"]['Tables']["agent_budgets"]['Row'], Database["public"]['Tables']["agent_budgets"]['ComputedFields']> }; Returns: string
                           },
"budget_waits":
{ Args: { "p_ids": (string)[] }; Returns: {
              "id": string,"sentence": string,"wait_reason": string
            }[]
                           },
"can_be_parked":
{ Args: { "p_converses": boolean,"p_session_id": string }; Returns: boolean
                           },
"cancel_job":
{ Args: { "p_id": string }; Returns: {
              "client_id": string,"phase": string,"previous_status": string,"request_id": string
            }[]
                           },
"change_repository":
{ Args: { "p_changes": Json,"p_github_id": number,"p_id": string,"p_settings": Json }; Returns: {
              "after": Json,"before": Json,"outcome": string
            }[]
                           },
"claim_github_deliveries":
{ Args: { "p_lease_seconds": number,"p_limit": number }; Returns: {
              "attempts": number,"id": string,"lease_token": number,"news": Json
            }[]
                           },
"claim_github_replies":
{ Args: { "p_lease_seconds": number,"p_limit": number }; Returns: {
              "attempts": number,"created_at": string,"id": string,"kind": string,"login": string,"pr_number": number,"refusal": string,"reply_token": number,"repository_id": string,"url": string
            }[]
                           },
"claim_jobs":
{ Args: { "p_credential"?: string,"p_forge"?: string,"p_lease_seconds": number,"p_life": string,"p_limit": number,"p_node": string }; Returns: {
              "answer_owed": boolean,
"archived": boolean,
"asks_model": boolean,
"attachments": NonNullable<Json>,
"attempt": number,
"awaiting_input_since": string | null,
"base_branch": string | null,
"base_sha": string | null,
"branch_lock": string | null,
"branch_name": string | null,
"cancel_requested_at": string | null,
"changes_tree": boolean,
"client_id": string | null,
"complete_requested_at": string | null,
"completed_at": string | null,
"completion_promise": string | null,
"completion_reason": string | null,
"converses": boolean,
"created_at": string,
"created_by_key": string | null,
"created_by_team_member_id": string | null,
"current_iteration": number | null,
"draft": boolean,
"duration_ms": number | null,
"env_names": Json | null,
"error": string | null,
"error_code": string | null,
"external_id": string | null,
"feature_id": string | null,
"feedback_commands": Json | null,
"follow_up_of": string | null,
"github_request": Json | null,
"head_sha": string | null,
"id": string,
"input_tokens": number | null,
"interruptions": NonNullable<Json>,
"iterates": boolean,
"job_type": string,
"lease_expires_at": string | null,
"lease_owner": string | null,
"lease_token": number,
"max_cost_usd": number | null,
"max_duration_minutes": number | null,
"max_iterations": number | null,
"merged_at": string | null,
"message_aliases": NonNullable<Json>,
"metadata": NonNullable<Json>,
"model": string | null,
"not_before": string | null,
"num_turns": number | null,
"options": Json | null,
"original_job_id": string | null,
"output": Json | null,
"output_schema": Json | null,
"output_tokens": number | null,
"output_valid": boolean,
"phase": string | null,
"plan": string | null,
"plan_answer": string | null,
"plan_approval": boolean,
"plan_approved_at": string | null,
"plan_session_id": string | null,
"postponed_for": string | null,
"postponed_tokens": number | null,
"postponements": number,
"pr_draft": boolean | null,
"pr_number": number | null,
"pr_state": string | null,
"pr_url": string | null,
"priority": number,
"prompt": string,
"pushed_sha": string | null,
"repository_id": string | null,
"request_id": string | null,
"result_summary": string | null,
"root_job_id": string | null,
"run_after": string | null,
"sandbox": string | null,
"session_ended_at": string | null,
"session_id": string | null,
"shared_at": string | null,
"started_at": string | null,
"status": string,
"stop_requested_at": string | null,
"title": string | null,
"total_cost_usd": number | null,
"total_iterations": number | null,
"trace_id": string | null,
"traceparent": string | null,
"updated_at": string,
"wait_reason": string | null,
"wake_at": string | null,
"wanted_model": string | null,
"work_kept_on": string | null
            }[]
                          SetofOptions: {
        from: "*"
        to: "agent_jobs"
        isOneToOne: false
        isSetofReturn: true
      } },
"claim_pull_request_looks":
{ Args: { "p_every_seconds": number,"p_limit": number }; Returns: {
              "etag": string,"number": number,"repository_id": string
            }[]
                           },
"claim_webhook_deliveries":
{ Args: { "p_extra": number,"p_lease_seconds": number,"p_per_endpoint": number }; Returns: {
              "attempts": number,"budget": Json,"client_id": string,"event_id": string,"event_type": string,"happened_at": string,"id": string,"iteration": Json,"job": Json,"lease_token": number,"only_client": string,"secrets": (string)[],"url": string,"webhook_id": string
            }[]
                           },
"client_budget":
{ Args: { "p_client_id": string }; Returns: {
              "budget": Json
            }[]
                           },
"complete_conversation":
{ Args: { "p_job_id": string }; Returns: string
                           },
"count_jobs":
{ Args: { "p_exact": number,"p_filter": Json }; Returns: {
              "is_estimate": boolean,"total": number
            }[]
                           },
"count_waiting":
{ Args: Record<PropertyKey, never>; Returns: {
              "asks_model": boolean,"jobs": number,"wait_reason": string
            }[]
                           },
"count_waiting_of_clients":
{ Args: { "p_clients": (string)[] }; Returns: {
              "asks_model": boolean,"created_by_key": string,"jobs": number,"wait_reason": string
            }[]
                           },
"create_api_key":
{ Args: { "p_client_ids": (string)[],"p_created_by": string,"p_expires_at": string,"p_jobs_per_hour": number,"p_max": number,"p_max_monthly_usd": number,"p_name": string,"p_requests_per_minute": number,"p_scopes": (string)[],"p_token_hash": string }; Returns: {
              "key": Json,"outcome": string
            }[]
                           },
"create_job":
{ Args: { "p_attachments": Json,"p_env": string,"p_job": Json,"p_per_hour"?: number }; Returns: {
              "answer_owed": boolean,
"archived": boolean,
"asks_model": boolean,
"attachments": NonNullable<Json>,
"attempt": number,
"awaiting_input_since": string | null,
"base_branch": string | null,
"base_sha": string | null,
"branch_lock": string | null,
"branch_name": string | null,
"cancel_requested_at": string | null,
"changes_tree": boolean,
"client_id": string | null,
"complete_requested_at": string | null,
"completed_at": string | null,
"completion_promise": string | null,
"completion_reason": string | null,
"converses": boolean,
"created_at": string,
"created_by_key": string | null,
"created_by_team_member_id": string | null,
"current_iteration": number | null,
"draft": boolean,
"duration_ms": number | null,
"env_names": Json | null,
"error": string | null,
"error_code": string | null,
"external_id": string | null,
"feature_id": string | null,
"feedback_commands": Json | null,
"follow_up_of": string | null,
"github_request": Json | null,
"head_sha": string | null,
"id": string,
"input_tokens": number | null,
"interruptions": NonNullable<Json>,
"iterates": boolean,
"job_type": string,
"lease_expires_at": string | null,
"lease_owner": string | null,
"lease_token": number,
"max_cost_usd": number | null,
"max_duration_minutes": number | null,
"max_iterations": number | null,
"merged_at": string | null,
"message_aliases": NonNullable<Json>,
"metadata": NonNullable<Json>,
"model": string | null,
"not_before": string | null,
"num_turns": number | null,
"options": Json | null,
"original_job_id": string | null,
"output": Json | null,
"output_schema": Json | null,
"output_tokens": number | null,
"output_valid": boolean,
"phase": string | null,
"plan": string | null,
"plan_answer": string | null,
"plan_approval": boolean,
"plan_approved_at": string | null,
"plan_session_id": string | null,
"postponed_for": string | null,
"postponed_tokens": number | null,
"postponements": number,
"pr_draft": boolean | null,
"pr_number": number | null,
"pr_state": string | null,
"pr_url": string | null,
"priority": number,
"prompt": string,
"pushed_sha": string | null,
"repository_id": string | null,
"request_id": string | null,
"result_summary": string | null,
"root_job_id": string | null,
"run_after": string | null,
"sandbox": string | null,
"session_ended_at": string | null,
"session_id": string | null,
"shared_at": string | null,
"started_at": string | null,
"status": string,
"stop_requested_at": string | null,
"title": string | null,
"total_cost_usd": number | null,
"total_iterations": number | null,
"trace_id": string | null,
"traceparent": string | null,
"updated_at": string,
"wait_reason": string | null,
"wake_at": string | null,
"wanted_model": string | null,
"work_kept_on": string | null
            }[]
                          SetofOptions: {
        from: "*"
        to: "agent_jobs"
        isOneToOne: false
        isSetofReturn: true
      } },
"create_webhook":
{ Args: { "p_active": boolean,"p_client_id": string,"p_created_by_key": string,"p_description": string,"p_events": (string)[],"p_max": number,"p_secret": string,"p_url": string }; Returns: {
              "outcome": string,"webhook": Json
            }[]
                           },
"drop_unfinished_artifacts":
{ Args: { "p_job_id": string,"p_lease_token": number }; Returns: boolean
                           },
"end_interrupted_attempts":
{ Args: { "p_ids": (string)[],"p_max_attempts": number }; Returns: {
              "attempt": number,"client_id": string,"id": string,"lease_token": number,"note": string,"request_id": string,"status": string
            }[]
                           },
"end_of_month":
{ Args: { "p_month": string }; Returns: string
                           },
"enter_node":
{ Args: { "p_beat_seconds": number,"p_capacity": number,"p_hostname": string,"p_id": string,"p_instance": string,"p_lease_seconds": number,"p_life": string,"p_place": string,"p_since"?: string,"p_starts": boolean,"p_version": string }; Returns: {
              "asked_at": string,"free_at": string,"holder": string,"holder_since": string,"outcome": string
            }[]
                           },
"finish_github_delivery":
{ Args: { "p_again_seconds": number,"p_id": string,"p_lease_token": number }; Returns: undefined
                           },
"finish_github_reply":
{ Args: { "p_again_seconds": number,"p_id": string,"p_reply_token": number }; Returns: undefined
                           },
"finish_iteration":
{ Args: { "p_job_id": string,"p_lease_token": number,"p_number": number,"p_result": Json }; Returns: boolean
                           },
"finish_pull_request_look":
{ Args: { "p_again_seconds": number,"p_etag": string,"p_number": number,"p_repository_id": string }; Returns: undefined
                           },
"finish_webhook_delivery":
{ Args: { "p_attempt": Json,"p_id": string,"p_lease_token": number,"p_patience_seconds": number }; Returns: {
              "disabled_reason": string,"outcome": string
            }[]
                           },
"general_wait_reason":
{ Args: { "p_asks_model": boolean,"p_client_id": string,"p_key": string,"p_repository_id": string,"p_state": Json }; Returns: string
                           },
"gone_repositories":
{ Args: Record<PropertyKey, never>; Returns: {
              "moved_to": string,"name": string
            }[]
                           },
"has_undelivered_messages":
{ Args: { "p_job_id": string }; Returns: boolean
                           },
"heartbeat_jobs":
{ Args: { "p_claims": Json,"p_lease_seconds": number }; Returns: {
              "cancel_requested_at": string,"complete_requested_at": string,"held": boolean,"id": string,"lease_token": number,"over_budget": string,"status": string,"stop_requested_at": string
            }[]
                           },
"holding_budget":
{ Args: { "p_client_id": string,"p_key_name": string }; Returns: {
              "client_id": string | null,
"created_at": string,
"exceeded_for": (number)[],
"id": string,
"key_name": string | null,
"month": string,
"monthly_usd": number,
"spent_usd": number,
"updated_at": string,
"warn_at_percent": number,
"warned_for": (number)[]
            }[]
                          SetofOptions: {
        from: "*"
        to: "agent_budgets"
        isOneToOne: false
        isSetofReturn: true
      } },
"holds_node_name":
{ Args: { "p_id": string,"p_life": string }; Returns: boolean
                           },
"in_words":
{ Args: { "p_moment": string }; Returns: string
                           },
"interruptions_in_words":
{ Args: { "p_interruptions": Json }; Returns: string
                           },
"is_branch_taken":
{ Args: { "p_branch_lock": string,"p_created_at": string,"p_id": string,"p_priority": number }; Returns: boolean
                           },
"is_set_aside":
{ Args: { "p_phase": string }; Returns: boolean
                           },
"iteration_summaries":
{ Args: { "p_job_id": string }; Returns: {
              "summary": Json
            }[]
                           },
"job_fates":
{ Args: { "p_ids": (string)[] }; Returns: {
              "ended_at": string,"id": string,"lease_owner": string,"status": string
            }[]
                           },
"job_heads":
{ Args: { "p_ids": (string)[],"p_seconds"?: number }; Returns: {
              "awaiting_input_since": string,"changes_tree": boolean,"client_id": string,"completion_reason": string,"ended": boolean,"error": string,"id": string,"last_seq": number,"phase": string,"pr_draft": boolean,"pr_url": string,"result_summary": string,"status": string
            }[]
                           },
"job_summaries":
{ Args: { "p_ids": (string)[] }; Returns: {
              "summary": Json
            }[]
                           },
"leave_node":
{ Args: { "p_id": string,"p_life": string }; Returns: boolean
                           },
"let_next_delivery_go":
{ Args: { "p_line": string,"p_webhook_id": string }; Returns: undefined
                           },
"list_jobs":
{ Args: { "p_after_at": string,"p_after_id": string,"p_filter": Json,"p_limit": number,"p_offset": number }; Returns: {
              "id": string
            }[]
                           },
"list_nodes":
{ Args: Record<PropertyKey, never>; Returns: {
              "alive": boolean,"capacity": number,"draining": boolean,"hostname": string,"id": string,"last_heartbeat_at": string,"running": number,"started_at": string,"version": string
            }[]
                           },
"list_pauses":
{ Args: Record<PropertyKey, never>; Returns: {
              "jobs": number,"reason": string,"resource": string,"until": string
            }[]
                           },
"list_repositories":
{ Args: { "p_after_at": string,"p_after_id": string,"p_client_ids": (string)[],"p_limit": number }; Returns: {
              "client_id": string | null,
"created_at": string,
"default_branch": string,
"id": string,
"max_concurrent_jobs": number | null,
"owner_name": string,
"repo_name": string,
"trust_repo_config": boolean
            }[]
                          SetofOptions: {
        from: "*"
        to: "code_repositories"
        isOneToOne: false
        isSetofReturn: true
      } },
"listed_jobs":
{ Args: { "p_filter": Json }; Returns: string
                           },
"lock_claimed_job":
{ Args: { "p_id": string,"p_lease_token": number }; Returns: {
              "answer_owed": boolean,
"archived": boolean,
"asks_model": boolean,
"attachments": NonNullable<Json>,
"attempt": number,
"awaiting_input_since": string | null,
"base_branch": string | null,
"base_sha": string | null,
"branch_lock": string | null,
"branch_name": string | null,
"cancel_requested_at": string | null,
"changes_tree": boolean,
"client_id": string | null,
"complete_requested_at": string | null,
"completed_at": string | null,
"completion_promise": string | null,
"completion_reason": string | null,
"converses": boolean,
"created_at": string,
"created_by_key": string | null,
"created_by_team_member_id": string | null,
"current_iteration": number | null,
"draft": boolean,
"duration_ms": number | null,
"env_names": Json | null,
"error": string | null,
"error_code": string | null,
"external_id": string | null,
"feature_id": string | null,
"feedback_commands": Json | null,
"follow_up_of": string | null,
"github_request": Json | null,
"head_sha": string | null,
"id": string,
"input_tokens": number | null,
"interruptions": NonNullable<Json>,
"iterates": boolean,
"job_type": string,
"lease_expires_at": string | null,
"lease_owner": string | null,
"lease_token": number,
"max_cost_usd": number | null,
"max_duration_minutes": number | null,
"max_iterations": number | null,
"merged_at": string | null,
"message_aliases": NonNullable<Json>,
"metadata": NonNullable<Json>,
"model": string | null,
"not_before": string | null,
"num_turns": number | null,
"options": Json | null,
"original_job_id": string | null,
"output": Json | null,
"output_schema": Json | null,
"output_tokens": number | null,
"output_valid": boolean,
"phase": string | null,
"plan": string | null,
"plan_answer": string | null,
"plan_approval": boolean,
"plan_approved_at": string | null,
"plan_session_id": string | null,
"postponed_for": string | null,
"postponed_tokens": number | null,
"postponements": number,
"pr_draft": boolean | null,
"pr_number": number | null,
"pr_state": string | null,
"pr_url": string | null,
"priority": number,
"prompt": string,
"pushed_sha": string | null,
"repository_id": string | null,
"request_id": string | null,
"result_summary": string | null,
"root_job_id": string | null,
"run_after": string | null,
"sandbox": string | null,
"session_ended_at": string | null,
"session_id": string | null,
"shared_at": string | null,
"started_at": string | null,
"status": string,
"stop_requested_at": string | null,
"title": string | null,
"total_cost_usd": number | null,
"total_iterations": number | null,
"trace_id": string | null,
"traceparent": string | null,
"updated_at": string,
"wait_reason": string | null,
"wake_at": string | null,
"wanted_model": string | null,
"work_kept_on": string | null
            }[]
                          SetofOptions: {
        from: "*"
        to: "agent_jobs"
        isOneToOne: false
        isSetofReturn: true
      } },
"lock_claims":
{ Args: Record<PropertyKey, never>; Returns: undefined
                           },
"mark_message_delivered":
{ Args: { "p_job_id": string,"p_lease_token": number,"p_message_id": string }; Returns: boolean
                           },
"message_content":
{ Args: { "p_from": number,"p_job_id": string,"p_length": number,"p_message_id": string }; Returns: {
              "part": string
            }[]
                           },
"models_used":
{ Args: { "p_models": Json }; Returns: {
              "cacheReadTokens": number,"cacheWriteTokens": number,"costUsd": number,"inputTokens": number,"model": string,"outputTokens": number,"place": number
            }[]
                           },
"next_job_in":
{ Args: { "p_key": string,"p_per_hour": number }; Returns: number
                           },
"next_job_messages":
{ Args: { "p_limit": number,"p_max_bytes": number,"p_readers": Json }; Returns: {
              "content": string,"content_truncated": boolean,"created_at": string,"id": string,"iteration_number": number,"reader": number,"seq": number,"type": string
            }[]
                           },
"next_jobs":
{ Args: { "p_credential"?: string,"p_forge"?: string,"p_limit": number,"p_node"?: string }; Returns: {
              "client_id": string,"due": string,"id": string,"priority": number,"repository_id": string
            }[]
                           },
"note_budget_event":
{ Args: { "p_budget": Omit<Database["public"]['Tables']["agent_budgets"]['Row'], Database["public"]['Tables']["agent_budgets"]['ComputedFields']>,"p_type": string }; Returns: undefined
                           },
"note_event":
{ Args: { "p_budget": Json,"p_client_id": string,"p_job": Json,"p_job_id": string,"p_type": string }; Returns: undefined
                           },
"note_gone_repository":
{ Args: { "p_moved_to": string,"p_owner": string,"p_repo": string }; Returns: undefined
                           },
"note_job_event":
{ Args: { "p_client_id": string,"p_job": Json,"p_job_id": string,"p_type": string }; Returns: undefined
                           },
"note_pull_request":
{ Args: { "p_changed_at": string,"p_draft": boolean,"p_merged_at": string,"p_number": number,"p_repository_id": string,"p_state": string }; Returns: {
              "id": string
            }[]
                           },
"note_repository_identity":
{ Args: { "p_github_id": number,"p_id": string,"p_node": string,"p_owner": string,"p_repo": string }; Returns: string
                           },
"park_job":
{ Args: { "p_job_id": string,"p_lease_token": number,"p_wake": boolean }; Returns: boolean
                           },
"postpone_job":
{ Args: { "p_backoff_seconds": number,"p_id": string,"p_lease_token": number,"p_limit"?: number,"p_note": string,"p_pause_seconds"?: number,"p_reason": string,"p_resource"?: string,"p_until"?: string,"p_waits_for": string }; Returns: {
              "outcome": string,"resumes_at": string,"times": number
            }[]
                           },
"queue_page":
{ Args: { "p_created_at"?: string,"p_id"?: string,"p_limit": number,"p_priority"?: number }; Returns: {
              "asks_model": boolean,"created_at": string,"id": string,"place": number,"priority": number,"wait_reason": string
            }[]
                           },
"queue_page_of_clients":
{ Args: { "p_clients": (string)[],"p_created_at"?: string,"p_id"?: string,"p_limit": number,"p_priority"?: number }; Returns: {
              "asks_model": boolean,"created_at": string,"created_by_key": string,"id": string,"place": number,"priority": number,"wait_reason": string
            }[]
                           },
"queue_places":
{ Args: { "p_ids": (string)[] }; Returns: {
              "asks_model": boolean,"id": string,"place": number,"wait_reason": string
            }[]
                           },
"queue_places_of_clients":
{ Args: { "p_clients": (string)[],"p_ids": (string)[] }; Returns: {
              "asks_model": boolean,"created_by_key": string,"id": string,"place": number,"wait_reason": string
            }[]
                           },
"queue_state":
{ Args: Record<PropertyKey, never>; Returns: {
              "full_clients": (string)[],"full_repositories": (string)[],"nodes_lack": string,"spent_clients": (string)[],"spent_keys": (string)[],"starting": (string)[]
            }[]
                           },
"read_metrics":
{ Args: Record<PropertyKey, never>; Returns: {
              "kind": string,"metric": string,"state": string,"value": number
            }[]
                           },
"record_audit_entries":
{ Args: { "p_entries": Json }; Returns: number
                           },
"record_iteration_session":
{ Args: { "p_job_id": string,"p_lease_token": number,"p_number": number,"p_run": Json,"p_session": Json }; Returns: boolean
                           },
"record_usage":
{ Args: { "p_iteration": number,"p_job_id": string,"p_lease_token": number,"p_runs": Json,"p_totals": Json }; Returns: boolean
                           },
"redeliver_webhook":
{ Args: { "p_id": string,"p_webhook_id": string }; Returns: {
              "attempts": number,
"client_id": string | null,
"created_at": string,
"due_at": string | null,
"duration_ms": number | null,
"ended_at": string | null,
"error": string | null,
"event_id": string,
"event_type": string,
"id": string,
"is_again": boolean,
"job_id": string | null,
"last_attempt_at": string | null,
"lease_token": number,
"leased_until": string | null,
"line": string,
"response_status": number | null,
"seq": number,
"status": string,
"webhook_id": string
            }[]
                          SetofOptions: {
        from: "*"
        to: "agent_webhook_deliveries"
        isOneToOne: false
        isSetofReturn: true
      } },
"refuse_github_request":
{ Args: { "p_refusal": string,"p_replies": boolean,"p_request": Json }; Returns: undefined
                           },
"release_job":
{ Args: { "p_count_attempt": boolean,"p_id": string,"p_lease_token": number }; Returns: boolean
                           },
"remove_client_budget":
{ Args: { "p_client_id": string }; Returns: {
              "budget": Json
            }[]
                           },
"remove_old_artifacts":
{ Args: { "p_days": number,"p_limit": number }; Returns: number
                           },
"remove_old_deliveries":
{ Args: { "p_days": number,"p_limit": number }; Returns: number
                           },
"remove_old_diffs":
{ Args: { "p_days": number,"p_limit": number }; Returns: number
                           },
"remove_old_github_deliveries":
{ Args: { "p_days": number,"p_limit": number }; Returns: number
                           },
"remove_old_job_env":
{ Args: { "p_limit": number,"p_seconds": number }; Returns: number
                           },
"remove_old_messages":
{ Args: { "p_days": number,"p_limit": number }; Returns: number
                           },
"remove_repository":
{ Args: { "p_id": string }; Returns: {
              "outcome": string,"repository": Json
            }[]
                           },
"rename_repository":
{ Args: { "p_is_same": boolean,"p_known": Omit<Database["public"]['Tables']["code_repositories"]['Row'], Database["public"]['Tables']["code_repositories"]['ComputedFields']>,"p_owner": string,"p_repo": string }; Returns: undefined
                           },
"repositories_at_github":
{ Args: { "p_full_name": string,"p_github_id": number }; Returns: {
              "id": string
            }[]
                           },
"request_job_stop":
{ Args: { "p_job_id": string }; Returns: string
                           },
"reserve_github_request":
{ Args: { "p_max": number,"p_request": Json }; Returns: {
              "id": string,"outcome": string
            }[]
                           },
"reserve_idempotency_key":
{ Args: { "p_key": string,"p_lock_seconds": number,"p_request_hash": string,"p_resource_id": string }; Returns: {
              "outcome": string,"resource_id": string,"response_body": Json,"response_status": number
            }[]
                           },
"revoke_api_key":
{ Args: { "p_id": string }; Returns: {
              "client_ids": (string)[] | null,
"created_at": string,
"created_by": string,
"expires_at": string | null,
"id": string,
"jobs_per_hour": number | null,
"last_used_at": string | null,
"max_monthly_usd": number | null,
"name": string,
"requests_per_minute": number | null,
"revoked_at": string | null,
"scopes": (string)[],
"token_hash": string
            }[]
                          SetofOptions: {
        from: "*"
        to: "agent_api_keys"
        isOneToOne: false
        isSetofReturn: true
      } },
"rotate_webhook_secret":
{ Args: { "p_id": string,"p_keep_seconds": number,"p_secret": string }; Returns: {
              "active": boolean,
"client_id": string | null,
"created_at": string,
"created_by_key": string | null,
"description": string | null,
"disabled_reason": string | null,
"events": (string)[],
"failing_since": string | null,
"id": string,
"previous_secret": string | null,
"previous_secret_until": string | null,
"secret": string,
"updated_at": string,
"url": string
            }[]
                          SetofOptions: {
        from: "*"
        to: "agent_webhooks"
        isOneToOne: false
        isSetofReturn: true
      } },
"save_artifact_part":
{ Args: { "p_artifact": Json,"p_job_id": string,"p_lease_token": number,"p_max_bytes": number,"p_max_files": number,"p_part": Json }; Returns: string
                           },
"save_job_diff":
{ Args: { "p_diff": Json,"p_job_id": string,"p_lease_token": number }; Returns: boolean
                           },
"seal_usage":
{ Args: { "p_limit": number }; Returns: number
                           },
"send_job_message":
{ Args: { "p_content": string,"p_job_id": string,"p_message_id": string }; Returns: string
                           },
"set_budget":
{ Args: { "p_client_id": string,"p_key_name": string,"p_monthly_usd": number,"p_warn_at_percent": number }; Returns: {
              "budget": Json
            }[]
                           },
"set_node_draining":
{ Args: { "p_draining": boolean,"p_id": string,"p_life"?: string }; Returns: boolean
                           },
"set_plan":
{ Args: { "p_job_id": string,"p_lease_token": number,"p_plan": string }; Returns: boolean
                           },
"set_repository_mcp_config":
{ Args: { "p_config": Json,"p_repository_id": string }; Returns: boolean
                           },
"spent_budgets":
{ Args: Record<PropertyKey, never>; Returns: {
              "client_id": string | null,
"created_at": string,
"exceeded_for": (number)[],
"id": string,
"key_name": string | null,
"month": string,
"monthly_usd": number,
"spent_usd": number,
"updated_at": string,
"warn_at_percent": number,
"warned_for": (number)[]
            }[]
                          SetofOptions: {
        from: "*"
        to: "agent_budgets"
        isOneToOne: false
        isSetofReturn: true
      } },
"spent_in_month":
{ Args: { "p_client_id": string,"p_key_name": string,"p_month": string }; Returns: number
                           },
"spent_now":
{ Args: { "p_budget": Omit<Database["public"]['Tables']["agent_budgets"]['Row'], Database["public"]['Tables']["agent_budgets"]['ComputedFields']> }; Returns: number
                           },
"store_bytes":
{ Args: Record<PropertyKey, never>; Returns: number
                           },
"store_github_delivery":
{ Args: { "p_id": string,"p_news": Json }; Returns: {
              "id": string
            }[]
                           },
"take_back_jobs":
{ Args: { "p_life"?: string,"p_max_attempts": number,"p_node"?: string }; Returns: {
              "attempt": number,"client_id": string,"id": string,"lease_token": number,"note": string,"request_id": string,"status": string
            }[]
                           },
"tell_of_budget":
{ Args: { "p_id": string }; Returns: undefined
                           },
"usage_days":
{ Args: Record<PropertyKey, never>; Returns: string[]
                           },
"usage_facts":
{ Args: { "p_clients": (string)[],"p_from": string,"p_to": string }; Returns: {
              "cache_read_tokens": number,"cache_write_tokens": number,"client_id": string,"completed": number,"cost_usd": number,"day": string,"duration_ms": number,"failed": number,"feature_id": string,"input_tokens": number,"job_type": string,"jobs": number,"merged": number,"model": string,"output_tokens": number,"pull_requests": number,"repository_id": string,"team_member_id": string
            }[]
                           },
"usage_report":
{ Args: { "p_clients": (string)[],"p_from": string,"p_group": string,"p_to": string }; Returns: {
              "cache_read_tokens": number,"cache_write_tokens": number,"completed": number,"cost_usd": number,"duration_ms": number,"failed": number,"input_tokens": number,"jobs": number,"key": string,"merged": number,"model": string,"output_tokens": number,"pull_requests": number
            }[]
                           },
"utc_day":
{ Args: { "p_moment": string }; Returns: string
                           },
"utc_month":
{ Args: { "p_moment": string }; Returns: string
                           },
"wait_reasons":
{ Args: { "p_ids": (string)[] }; Returns: {
              "id": string,"wait_reason": string
            }[]
                           },
"with_interruption":
{ Args: { "p_attempt": number,"p_interruptions": Json,"p_node": string,"p_phase": string }; Returns: Json
                           },
"write_usage":
{ Args: { "p_iteration": number,"p_job_id": string,"p_runs": Json }; Returns: undefined
                           }
          }
          Enums: {
            [_ in never]: never
          }
          CompositeTypes: {
            [_ in never]: never
          }
        }
}

type DatabaseWithoutInternals = Omit<Database, '__InternalSupabase'>

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, "public">]

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])[TableName] extends {
      Row: infer R
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
  ? (DefaultSchema["Tables"] & DefaultSchema["Views"])[DefaultSchemaTableNameOrOptions] extends {
      Row: infer R
    }
    ? R
    : never
  : never

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Insert: infer I
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Insert: infer I
    }
    ? I
    : never
  : never

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Update: infer U
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Update: infer U
    }
    ? U
    : never
  : never

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    | keyof DefaultSchema["Enums"]
    | { schema: keyof DatabaseWithoutInternals },
  EnumName extends DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"]
    : never = never
> = DefaultSchemaEnumNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema["Enums"]
  ? DefaultSchema["Enums"][DefaultSchemaEnumNameOrOptions]
  : never

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema["CompositeTypes"]
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"]
    : never = never
> = PublicCompositeTypeNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema["CompositeTypes"]
  ? DefaultSchema["CompositeTypes"][PublicCompositeTypeNameOrOptions]
  : never

export const Constants = {
  "public": {
          Enums: {
            
          }
        }
} as const
