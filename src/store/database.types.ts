export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]

export type Database = {
  
  "public": {
          Tables: {
            "agent_api_keys": {
                  Row: {
                    "created_at": string,"created_by": string,"expires_at": string | null,"id": string,"last_used_at": string | null,"name": string,"revoked_at": string | null,"scopes": (string)[],"token_hash": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"created_by": string,"expires_at"?: string | null,"id"?: string,"last_used_at"?: string | null,"name": string,"revoked_at"?: string | null,"scopes": (string)[],"token_hash": string
                  }
                  Update: {
                    "created_at"?: string,"created_by"?: string,"expires_at"?: string | null,"id"?: string,"last_used_at"?: string | null,"name"?: string,"revoked_at"?: string | null,"scopes"?: (string)[],"token_hash"?: string
                  }
                  Relationships: [
                    
                  ]
                },"agent_audit_log": {
                  Row: {
                    "at": string,"caller": string | null,"id": string,"ids": NonNullable<Json>,"key_id": string | null,"method": string,"node": string,"remote_address": string | null,"route": string | null,"seq": number,"status": number | null
                  }
                  ComputedFields: never
                  Insert: {
                    "at": string,"caller"?: string | null,"id": string,"ids"?: NonNullable<Json>,"key_id"?: string | null,"method": string,"node": string,"remote_address"?: string | null,"route"?: string | null,"seq"?: never,"status"?: number | null
                  }
                  Update: {
                    "at"?: string,"caller"?: string | null,"id"?: string,"ids"?: NonNullable<Json>,"key_id"?: string | null,"method"?: string,"node"?: string,"remote_address"?: string | null,"route"?: string | null,"seq"?: never,"status"?: number | null
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
                },"agent_job_iterations": {
                  Row: {
                    "blocked_reason": string | null,"budget_exceeded": boolean,"completed_at": string | null,"diff_stat": string | null,"duration_ms": number,"error": string | null,"exit_code": number | null,"feedback_fingerprint": string | null,"feedback_results": Json | null,"files_changed": number | null,"head_sha": string | null,"id": string,"input_tokens": number,"iteration_number": number,"job_id": string | null,"num_turns": number,"output_summary": string | null,"output_tokens": number,"promise_claimed": boolean,"promise_detected": boolean,"session_id": string | null,"sessions": NonNullable<Json>,"started_at": string,"total_cost_usd": number,"tree_changed": boolean | null
                  }
                  ComputedFields: never
                  Insert: {
                    "blocked_reason"?: string | null,"budget_exceeded"?: boolean,"completed_at"?: string | null,"diff_stat"?: string | null,"duration_ms"?: number,"error"?: string | null,"exit_code"?: number | null,"feedback_fingerprint"?: string | null,"feedback_results"?: Json | null,"files_changed"?: number | null,"head_sha"?: string | null,"id"?: string,"input_tokens"?: number,"iteration_number"?: number,"job_id"?: string | null,"num_turns"?: number,"output_summary"?: string | null,"output_tokens"?: number,"promise_claimed"?: boolean,"promise_detected"?: boolean,"session_id"?: string | null,"sessions"?: NonNullable<Json>,"started_at"?: string,"total_cost_usd"?: number,"tree_changed"?: boolean | null
                  }
                  Update: {
                    "blocked_reason"?: string | null,"budget_exceeded"?: boolean,"completed_at"?: string | null,"diff_stat"?: string | null,"duration_ms"?: number,"error"?: string | null,"exit_code"?: number | null,"feedback_fingerprint"?: string | null,"feedback_results"?: Json | null,"files_changed"?: number | null,"head_sha"?: string | null,"id"?: string,"input_tokens"?: number,"iteration_number"?: number,"job_id"?: string | null,"num_turns"?: number,"output_summary"?: string | null,"output_tokens"?: number,"promise_claimed"?: boolean,"promise_detected"?: boolean,"session_id"?: string | null,"sessions"?: NonNullable<Json>,"started_at"?: string,"total_cost_usd"?: number,"tree_changed"?: boolean | null
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
                    "content"?: string,"created_at"?: string,"delivered_at"?: string | null,"id"?: string,"iteration_number"?: number | null,"job_id"?: string | null,"seq"?: never,"type"?: string
                  }
                  Update: {
                    "content"?: string,"created_at"?: string,"delivered_at"?: string | null,"id"?: string,"iteration_number"?: number | null,"job_id"?: string | null,"seq"?: never,"type"?: string
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
                    "attempt": number,"awaiting_input_since": string | null,"base_sha": string | null,"branch_lock": string | null,"branch_name": string | null,"cancel_requested_at": string | null,"client_id": string | null,"complete_requested_at": string | null,"completed_at": string | null,"completion_promise": string | null,"completion_reason": string | null,"created_at": string,"created_by_key": string | null,"created_by_team_member_id": string | null,"current_iteration": number | null,"duration_ms": number | null,"error": string | null,"feature_id": string | null,"feedback_commands": Json | null,"head_sha": string | null,"id": string,"input_tokens": number | null,"interruptions": NonNullable<Json>,"job_type": string,"lease_expires_at": string | null,"lease_owner": string | null,"lease_token": number,"max_cost_usd": number | null,"max_duration_minutes": number | null,"max_iterations": number | null,"message_aliases": NonNullable<Json>,"model": string | null,"num_turns": number | null,"original_job_id": string | null,"output_tokens": number | null,"phase": string | null,"postponed_tokens": number | null,"postponements": number,"pr_number": number | null,"pr_url": string | null,"prompt": string,"repository_id": string | null,"result_summary": string | null,"run_after": string | null,"sandbox": string | null,"session_ended_at": string | null,"session_id": string | null,"shared_at": string | null,"started_at": string | null,"status": string,"stop_requested_at": string | null,"title": string | null,"total_cost_usd": number | null,"total_iterations": number | null,"updated_at": string,"wait_reason": string | null,"wake_at": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "attempt"?: number,"awaiting_input_since"?: string | null,"base_sha"?: string | null,"branch_lock"?: string | null,"branch_name"?: string | null,"cancel_requested_at"?: string | null,"client_id"?: string | null,"complete_requested_at"?: string | null,"completed_at"?: string | null,"completion_promise"?: string | null,"completion_reason"?: string | null,"created_at"?: string,"created_by_key"?: string | null,"created_by_team_member_id"?: string | null,"current_iteration"?: number | null,"duration_ms"?: number | null,"error"?: string | null,"feature_id"?: string | null,"feedback_commands"?: Json | null,"head_sha"?: string | null,"id"?: string,"input_tokens"?: number | null,"interruptions"?: NonNullable<Json>,"job_type"?: string,"lease_expires_at"?: string | null,"lease_owner"?: string | null,"lease_token"?: number,"max_cost_usd"?: number | null,"max_duration_minutes"?: number | null,"max_iterations"?: number | null,"message_aliases"?: NonNullable<Json>,"model"?: string | null,"num_turns"?: number | null,"original_job_id"?: string | null,"output_tokens"?: number | null,"phase"?: string | null,"postponed_tokens"?: number | null,"postponements"?: number,"pr_number"?: number | null,"pr_url"?: string | null,"prompt"?: string,"repository_id"?: string | null,"result_summary"?: string | null,"run_after"?: string | null,"sandbox"?: string | null,"session_ended_at"?: string | null,"session_id"?: string | null,"shared_at"?: string | null,"started_at"?: string | null,"status"?: string,"stop_requested_at"?: string | null,"title"?: string | null,"total_cost_usd"?: number | null,"total_iterations"?: number | null,"updated_at"?: string,"wait_reason"?: string | null,"wake_at"?: string | null
                  }
                  Update: {
                    "attempt"?: number,"awaiting_input_since"?: string | null,"base_sha"?: string | null,"branch_lock"?: string | null,"branch_name"?: string | null,"cancel_requested_at"?: string | null,"client_id"?: string | null,"complete_requested_at"?: string | null,"completed_at"?: string | null,"completion_promise"?: string | null,"completion_reason"?: string | null,"created_at"?: string,"created_by_key"?: string | null,"created_by_team_member_id"?: string | null,"current_iteration"?: number | null,"duration_ms"?: number | null,"error"?: string | null,"feature_id"?: string | null,"feedback_commands"?: Json | null,"head_sha"?: string | null,"id"?: string,"input_tokens"?: number | null,"interruptions"?: NonNullable<Json>,"job_type"?: string,"lease_expires_at"?: string | null,"lease_owner"?: string | null,"lease_token"?: number,"max_cost_usd"?: number | null,"max_duration_minutes"?: number | null,"max_iterations"?: number | null,"message_aliases"?: NonNullable<Json>,"model"?: string | null,"num_turns"?: number | null,"original_job_id"?: string | null,"output_tokens"?: number | null,"phase"?: string | null,"postponed_tokens"?: number | null,"postponements"?: number,"pr_number"?: number | null,"pr_url"?: string | null,"prompt"?: string,"repository_id"?: string | null,"result_summary"?: string | null,"run_after"?: string | null,"sandbox"?: string | null,"session_ended_at"?: string | null,"session_id"?: string | null,"shared_at"?: string | null,"started_at"?: string | null,"status"?: string,"stop_requested_at"?: string | null,"title"?: string | null,"total_cost_usd"?: number | null,"total_iterations"?: number | null,"updated_at"?: string,"wait_reason"?: string | null,"wake_at"?: string | null
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
                },"agent_model_pauses": {
                  Row: {
                    "credential": string,"reason": string,"until": string
                  }
                  ComputedFields: never
                  Insert: {
                    "credential": string,"reason"?: string,"until"?: string
                  }
                  Update: {
                    "credential"?: string,"reason"?: string,"until"?: string
                  }
                  Relationships: [
                    
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
                    "client_id": string | null,"created_at": string,"default_branch": string,"id": string,"owner_name": string,"repo_name": string,"trust_repo_config": boolean
                  }
                  ComputedFields: never
                  Insert: {
                    "client_id"?: string | null,"created_at"?: string,"default_branch"?: string,"id"?: string,"owner_name"?: string,"repo_name"?: string,"trust_repo_config"?: boolean
                  }
                  Update: {
                    "client_id"?: string | null,"created_at"?: string,"default_branch"?: string,"id"?: string,"owner_name"?: string,"repo_name"?: string,"trust_repo_config"?: boolean
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
{ Args: { "p_client_id": string,"p_default_branch": string,"p_id": string,"p_owner": string,"p_repo": string }; Returns: {
              "created": boolean,"repository": Json
            }[]
                           },
"append_job_messages":
{ Args: { "p_job_id": string,"p_lease_token"?: number,"p_messages": Json }; Returns: boolean
                           },
"applied_migrations":
{ Args: Record<PropertyKey, never>; Returns: {
              "version": string
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
"cancel_job":
{ Args: { "p_id": string }; Returns: {
              "phase": string,"previous_status": string
            }[]
                           },
"claim_jobs":
{ Args: { "p_lease_seconds": number,"p_limit": number,"p_node": string }; Returns: {
              "attempt": number,
"awaiting_input_since": string | null,
"base_sha": string | null,
"branch_lock": string | null,
"branch_name": string | null,
"cancel_requested_at": string | null,
"client_id": string | null,
"complete_requested_at": string | null,
"completed_at": string | null,
"completion_promise": string | null,
"completion_reason": string | null,
"created_at": string,
"created_by_key": string | null,
"created_by_team_member_id": string | null,
"current_iteration": number | null,
"duration_ms": number | null,
"error": string | null,
"feature_id": string | null,
"feedback_commands": Json | null,
"head_sha": string | null,
"id": string,
"input_tokens": number | null,
"interruptions": NonNullable<Json>,
"job_type": string,
"lease_expires_at": string | null,
"lease_owner": string | null,
"lease_token": number,
"max_cost_usd": number | null,
"max_duration_minutes": number | null,
"max_iterations": number | null,
"message_aliases": NonNullable<Json>,
"model": string | null,
"num_turns": number | null,
"original_job_id": string | null,
"output_tokens": number | null,
"phase": string | null,
"postponed_tokens": number | null,
"postponements": number,
"pr_number": number | null,
"pr_url": string | null,
"prompt": string,
"repository_id": string | null,
"result_summary": string | null,
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
"updated_at": string,
"wait_reason": string | null,
"wake_at": string | null
            }[]
                          SetofOptions: {
        from: "*"
        to: "agent_jobs"
        isOneToOne: false
        isSetofReturn: true
      } },
"claim_jobs_for_node":
{ Args: { "p_credential"?: string,"p_lease_seconds": number,"p_life": string,"p_limit": number,"p_node": string }; Returns: {
              "attempt": number,
"awaiting_input_since": string | null,
"base_sha": string | null,
"branch_lock": string | null,
"branch_name": string | null,
"cancel_requested_at": string | null,
"client_id": string | null,
"complete_requested_at": string | null,
"completed_at": string | null,
"completion_promise": string | null,
"completion_reason": string | null,
"created_at": string,
"created_by_key": string | null,
"created_by_team_member_id": string | null,
"current_iteration": number | null,
"duration_ms": number | null,
"error": string | null,
"feature_id": string | null,
"feedback_commands": Json | null,
"head_sha": string | null,
"id": string,
"input_tokens": number | null,
"interruptions": NonNullable<Json>,
"job_type": string,
"lease_expires_at": string | null,
"lease_owner": string | null,
"lease_token": number,
"max_cost_usd": number | null,
"max_duration_minutes": number | null,
"max_iterations": number | null,
"message_aliases": NonNullable<Json>,
"model": string | null,
"num_turns": number | null,
"original_job_id": string | null,
"output_tokens": number | null,
"phase": string | null,
"postponed_tokens": number | null,
"postponements": number,
"pr_number": number | null,
"pr_url": string | null,
"prompt": string,
"repository_id": string | null,
"result_summary": string | null,
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
"updated_at": string,
"wait_reason": string | null,
"wake_at": string | null
            }[]
                          SetofOptions: {
        from: "*"
        to: "agent_jobs"
        isOneToOne: false
        isSetofReturn: true
      } },
"claim_jobs_with_credential":
{ Args: { "p_credential": string,"p_lease_seconds": number,"p_limit": number,"p_node": string }; Returns: {
              "attempt": number,
"awaiting_input_since": string | null,
"base_sha": string | null,
"branch_lock": string | null,
"branch_name": string | null,
"cancel_requested_at": string | null,
"client_id": string | null,
"complete_requested_at": string | null,
"completed_at": string | null,
"completion_promise": string | null,
"completion_reason": string | null,
"created_at": string,
"created_by_key": string | null,
"created_by_team_member_id": string | null,
"current_iteration": number | null,
"duration_ms": number | null,
"error": string | null,
"feature_id": string | null,
"feedback_commands": Json | null,
"head_sha": string | null,
"id": string,
"input_tokens": number | null,
"interruptions": NonNullable<Json>,
"job_type": string,
"lease_expires_at": string | null,
"lease_owner": string | null,
"lease_token": number,
"max_cost_usd": number | null,
"max_duration_minutes": number | null,
"max_iterations": number | null,
"message_aliases": NonNullable<Json>,
"model": string | null,
"num_turns": number | null,
"original_job_id": string | null,
"output_tokens": number | null,
"phase": string | null,
"postponed_tokens": number | null,
"postponements": number,
"pr_number": number | null,
"pr_url": string | null,
"prompt": string,
"repository_id": string | null,
"result_summary": string | null,
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
"updated_at": string,
"wait_reason": string | null,
"wake_at": string | null
            }[]
                          SetofOptions: {
        from: "*"
        to: "agent_jobs"
        isOneToOne: false
        isSetofReturn: true
      } },
"complete_task_job":
{ Args: { "p_job_id": string }; Returns: string
                           },
"create_api_key":
{ Args: { "p_created_by": string,"p_expires_at": string,"p_max": number,"p_name": string,"p_scopes": (string)[],"p_token_hash": string }; Returns: {
              "key": Json,"outcome": string
            }[]
                           },
"enter_node":
{ Args: { "p_beat_seconds": number,"p_capacity": number,"p_hostname": string,"p_id": string,"p_instance": string,"p_lease_seconds": number,"p_life": string,"p_place": string,"p_since"?: string,"p_starts": boolean,"p_version": string }; Returns: {
              "asked_at": string,"free_at": string,"holder": string,"holder_since": string,"outcome": string
            }[]
                           },
"finish_iteration":
{ Args: { "p_job_id": string,"p_lease_token": number,"p_number": number,"p_result": Json }; Returns: boolean
                           },
"heartbeat_jobs":
{ Args: { "p_claims": Json,"p_lease_seconds": number }; Returns: {
              "cancel_requested_at": string,"complete_requested_at": string,"held": boolean,"id": string,"lease_token": number,"status": string,"stop_requested_at": string
            }[]
                           },
"job_fates":
{ Args: { "p_ids": (string)[] }; Returns: {
              "ended_at": string,"id": string,"lease_owner": string,"status": string
            }[]
                           },
"job_heads":
{ Args: { "p_ids": (string)[],"p_seconds"?: number }; Returns: {
              "awaiting_input_since": string,"completion_reason": string,"ended": boolean,"error": string,"id": string,"last_seq": number,"phase": string,"pr_url": string,"status": string
            }[]
                           },
"leave_node":
{ Args: { "p_id": string,"p_life": string }; Returns: boolean
                           },
"list_model_pauses":
{ Args: Record<PropertyKey, never>; Returns: {
              "credential": string,"jobs": number,"reason": string,"until": string
            }[]
                           },
"list_nodes":
{ Args: Record<PropertyKey, never>; Returns: {
              "alive": boolean,"capacity": number,"draining": boolean,"hostname": string,"id": string,"last_heartbeat_at": string,"running": number,"started_at": string,"version": string
            }[]
                           },
"mark_message_delivered":
{ Args: { "p_job_id": string,"p_lease_token": number,"p_message_id": string }; Returns: boolean
                           },
"next_job_messages":
{ Args: { "p_limit": number,"p_max_bytes": number,"p_readers": Json }; Returns: {
              "content": string,"created_at": string,"id": string,"iteration_number": number,"reader": number,"seq": number,"type": string
            }[]
                           },
"park_job":
{ Args: { "p_job_id": string,"p_lease_token": number,"p_wake": boolean }; Returns: boolean
                           },
"postpone_job":
{ Args: { "p_backoff_seconds": number,"p_credential"?: string,"p_id": string,"p_lease_token": number,"p_limit"?: number,"p_note": string,"p_reason": string,"p_until"?: string }; Returns: {
              "outcome": string,"resumes_at": string,"times": number
            }[]
                           },
"queue_places":
{ Args: { "p_ids"?: (string)[] }; Returns: {
              "id": string,"place": number,"wait_reason": string
            }[]
                           },
"record_audit_entries":
{ Args: { "p_entries": Json }; Returns: number
                           },
"record_iteration_session":
{ Args: { "p_job_id": string,"p_lease_token": number,"p_number": number,"p_session": Json }; Returns: boolean
                           },
"release_job":
{ Args: { "p_count_attempt": boolean,"p_id": string,"p_lease_token": number,"p_run_after"?: string,"p_wait_reason"?: string }; Returns: boolean
                           },
"remove_old_messages":
{ Args: { "p_days": number,"p_limit": number }; Returns: number
                           },
"request_job_stop":
{ Args: { "p_job_id": string }; Returns: string
                           },
"reserve_idempotency_key":
{ Args: { "p_key": string,"p_lock_seconds": number,"p_request_hash": string,"p_resource_id": string }; Returns: {
              "outcome": string,"resource_id": string,"response_body": Json,"response_status": number
            }[]
                           },
"revoke_api_key":
{ Args: { "p_id": string }; Returns: {
              "created_at": string,
"created_by": string,
"expires_at": string | null,
"id": string,
"last_used_at": string | null,
"name": string,
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
"send_job_message":
{ Args: { "p_content": string,"p_job_id": string,"p_message_id": string }; Returns: string
                           },
"set_node_draining":
{ Args: { "p_draining": boolean,"p_id": string,"p_life"?: string }; Returns: boolean
                           },
"set_repository_mcp_config":
{ Args: { "p_config": Json,"p_repository_id": string }; Returns: boolean
                           },
"store_bytes":
{ Args: Record<PropertyKey, never>; Returns: number
                           },
"take_back_expired_jobs":
{ Args: { "p_max_attempts": number }; Returns: {
              "attempt": number,"id": string,"lease_token": number,"note": string,"status": string
            }[]
                           },
"take_back_jobs":
{ Args: { "p_max_attempts": number,"p_node"?: string }; Returns: {
              "attempt": number,"id": string,"lease_token": number,"note": string,"status": string
            }[]
                           },
"take_back_own_jobs":
{ Args: { "p_life": string,"p_max_attempts": number,"p_node": string }; Returns: {
              "attempt": number,"id": string,"lease_token": number,"note": string,"status": string
            }[]
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
