// Made from openapi.json by scripts/make-client.mjs.

export interface paths {
  '/admin/keys': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Lists keys, newest first */
    get: operations['listKeys'];
    put?: never;
    /** Creates a key; its token is shown only now */
    post: operations['createKey'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/admin/keys/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Revokes a key */
    delete: operations['revokeKey'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/me': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whose the token is, and what it allows */
    get: operations['getMe'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/admin/audit': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who changed what, and who was refused */
    get: operations['listAuditEntries'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/clients': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Lists clients by name */
    get: operations['listClients'];
    put?: never;
    /** Creates a client */
    post: operations['createClient'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/clients/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Reads a client */
    get: operations['getClient'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Changes the name or the limit of a client */
    patch: operations['changeClient'];
    trace?: never;
  };
  '/clients/{id}/repository': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Registers a repository for a client */
    post: operations['registerRepository'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/clients/{id}/budget': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What a client may spend in a month, and has */
    get: operations['getBudget'];
    /** Sets what a client may spend in a month */
    put: operations['setBudget'];
    post?: never;
    /** Lets a client spend without a budget */
    delete: operations['removeBudget'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/sync': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Clones or fetches every registered repository */
    post: operations['syncRepositories'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/repos/clone': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Clones every registered repository that is not cloned */
    post: operations['cloneRepositories'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/repos/{id}/clone': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Clones a repository */
    post: operations['cloneRepository'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/repos': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Lists repositories, oldest first */
    get: operations['listRepositories'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/repos/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Reads a repository */
    get: operations['getRepository'];
    put?: never;
    post?: never;
    /** Removes a repository; its jobs stay readable */
    delete: operations['removeRepository'];
    options?: never;
    head?: never;
    /**
     * Changes a repository and its settings
     * @description It counts for runs that start from now on; `draft`, `feedbackCommands` and `branchPrefix` for new jobs.
     */
    patch: operations['changeRepository'];
    trace?: never;
  };
  '/jobs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Lists jobs, newest first */
    get: operations['listJobs'];
    put?: never;
    /** Queues a job */
    post: operations['createJob'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/jobs/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Reads a job
     * @description With `Prefer: wait=<seconds>` and an `If-None-Match` the answer comes as soon as `status`, `phase` or `awaiting_input_since` differ from those of the answer that had this `ETag`, and with status 304 if they do not in time. Requests with `includeMessages` do not wait.
     */
    get: operations['getJob'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Changes what a job is called and when it may start, or archives it */
    patch: operations['changeJob'];
    trace?: never;
  };
  '/jobs/{id}/retry': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Repeats a job that did not reach its aim */
    post: operations['retryJob'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/jobs/{id}/cancel': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Ends a job for good */
    post: operations['cancelJob'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/jobs/{id}/messages': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Pages through everything a job said */
    get: operations['listMessages'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/jobs/{id}/messages/{messageId}/content': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One message whole, as text */
    get: operations['getMessageContent'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/jobs/{id}/artifacts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Lists the files that the job left for people */
    get: operations['listArtifacts'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/jobs/{id}/artifacts/{name}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One of these files
     * @description Always as a download: `Content-Disposition: attachment`, as plain text or as bytes.
     */
    get: operations['getArtifact'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/jobs/{id}/diff': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What the job changed
     * @description The last state of its work that was collected, as its difference from where the job started. With `Accept: text/x-diff` only the patch; `X-Diff-Truncated: true` says that it is not whole.
     */
    get: operations['getJobDiff'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/jobs/{id}/follow-up': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Goes on from a job, on its branch and in its pull request */
    post: operations['followUpJob'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/jobs/{id}/follow-ups': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Lists all follow-ups of the chain that a job belongs to, oldest first */
    get: operations['listFollowUps'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/jobs/{id}/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Follows a job live, as Server-Sent Events
     * @description `message` for each message once, in order, its id is the `seq`; `status` and `phase` at the start and when they change; `end` when the job has ended and every event was sent, after which the server closes the stream. A stream that closes without `end` was cut off: connect again with `Last-Event-ID`.
     */
    get: operations['followJob'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Follows the status of all jobs live, as Server-Sent Events
     * @description `status` and `phase` of every job that changes from now on. What happened while no stream was open is not repeated: load the list of jobs after each connection.
     */
    get: operations['followAllJobs'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/repos/{id}/mcp-config': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The MCP servers of a repository */
    get: operations['getMcpConfig'];
    /** Replaces the MCP servers of a repository */
    put: operations['setMcpConfig'];
    post?: never;
    /** Removes the MCP servers of a repository */
    delete: operations['removeMcpConfig'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/queue': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What runs, what waits, and why */
    get: operations['getQueue'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/jobs/{id}/approve': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Approves the plan of a job, whose work begins then */
    post: operations['approvePlan'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/jobs/{id}/reject': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Rejects the plan of a job: Claude makes another */
    post: operations['rejectPlan'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/jobs/{id}/message': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Sends a message to a conversation */
    post: operations['sendMessage'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/jobs/{id}/complete': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Ends a conversation once all messages are answered */
    post: operations['completeJob'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/jobs/{id}/iterations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What each iteration of a loop did */
    get: operations['listIterations'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/jobs/{id}/stop': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Ends a loop after its current iteration */
    post: operations['stopJob'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/repos/{id}/check': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Queues a check of whether jobs can work on a repository
     * @description It tries access, default branch, permission to push, setup command and feedback commands; nothing is pushed and no model is asked. The answer is the job, as `GET /jobs/{id}` shows it; its `output` is the report. With `Prefer: wait=<seconds>` the answer comes when the check has ended, or when the time is over.
     */
    post: operations['checkRepository'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/admin/drain': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Stops a server from taking jobs */
    post: operations['drainNode'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/admin/resume': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Lets a server take jobs again */
    post: operations['resumeNode'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/usage': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What was used, and what it cost
     * @description With `Accept: text/csv` as a table.
     */
    get: operations['getUsage'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/clients/{id}/usage': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What was used for one client, and what it cost
     * @description With `Accept: text/csv` as a table.
     */
    get: operations['getClientUsage'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/webhooks': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Lists webhooks, oldest first */
    get: operations['listWebhooks'];
    put?: never;
    /** Creates a webhook; its secret is shown only now */
    post: operations['createWebhook'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/webhooks/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Shows a webhook, without its secret */
    get: operations['getWebhook'];
    put?: never;
    post?: never;
    /** Removes a webhook and its deliveries */
    delete: operations['removeWebhook'];
    options?: never;
    head?: never;
    /** Changes a webhook, or switches it on or off */
    patch: operations['changeWebhook'];
    trace?: never;
  };
  '/webhooks/{id}/rotate-secret': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Gives a webhook another secret; the former one signs too for 24 hours */
    post: operations['rotateWebhookSecret'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/webhooks/{id}/test': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Sends the event `webhook.test` at once, also to a webhook that is switched off */
    post: operations['testWebhook'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/webhooks/{id}/deliveries': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Lists the deliveries to a webhook, newest first */
    get: operations['listDeliveries'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/webhooks/{id}/deliveries/{deliveryId}/redeliver': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Delivers an event once more
     * @description One that has ended is delivered beside the others, whatever their order. One that is pending is attempted at once, unless it waits for an earlier one of its job.
     */
    post: operations['redeliver'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/github/webhook': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Takes what GitHub tells of pull requests; for the webhook at GitHub alone
     * @description GitHub signs the body with `GITHUB_WEBHOOK_SECRET` in `X-Hub-Signature-256`, and names the event in `X-GitHub-Event` and the delivery in `X-GitHub-Delivery`. Up to 25 MB.
     */
    post: operations['receiveFromGithub'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/health': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whether the server can do its work, and what it lacks */
    get: operations['getHealth'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/health/live': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whether the process responds */
    get: operations['getLiveness'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/health/ready': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whether requests that need the database can be served */
    get: operations['getReadiness'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/admin/doctor': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What the server that answers lacks, and what to do
     * @description Tries programs, credentials and addresses, which takes up to ten seconds. Nothing is changed or spent.
     */
    get: operations['examine'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/admin/disk': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Disk usage of the server that answers */
    get: operations['getDiskUsage'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/admin/housekeeping': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Runs the hourly housekeeping now */
    post: operations['cleanUp'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/metrics': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Numbers about the server and its jobs, for Prometheus
     * @description Needs no token where `METRICS_OPEN` is `true`. Names that begin with `orchestrator_server_`, `process_` and `nodejs_` are of the server that answers; all others are counted in the database, and every server answers the same.
     */
    get: operations['getMetrics'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/openapi.json': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** This document */
    get: operations['getDocument'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/docs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** This document as a page */
    get: operations['getReference'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/mcp': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * The API as tools for models, by the Model Context Protocol
     * @description JSON-RPC as the protocol says, its own errors too; the tools are those of docs/mcp.md that the scopes of the caller allow.
     */
    post: operations['useTools'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export interface webhooks {
  'job.created': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** A job was stored, also by a retry. */
    post: operations['onJobCreated'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'job.started': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** A job was started for the first time. */
    post: operations['onJobStarted'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'job.awaiting_input': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** A conversation waits for a person. `data.question` is what Claude said last. */
    post: operations['onJobAwaitingInput'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'job.awaiting_approval': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Claude has made a plan, which a person is to approve or reject. `data.plan` is the plan. */
    post: operations['onJobAwaitingApproval'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'job.iteration_completed': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** A loop has completed an iteration, which is in `data.iteration`. */
    post: operations['onJobIterationCompleted'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'job.completed': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** A job ended well, or simply ended; `data.job.outcome` says what came of it. */
    post: operations['onJobCompleted'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'job.failed': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** A job failed; `data.job.error` says why. */
    post: operations['onJobFailed'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'job.cancelled': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** A job was cancelled. */
    post: operations['onJobCancelled'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'pull_request.opened': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** A job has a pull request: it opened one, or took over the open one of its branch. */
    post: operations['onPullRequestOpened'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'pull_request.updated': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** A follow-up added to the pull request of an earlier job, or a pull request that was closed is open again. */
    post: operations['onPullRequestUpdated'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'pull_request.merged': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The pull request of a job was merged; each job of it is told of. */
    post: operations['onPullRequestMerged'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'pull_request.closed': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The pull request of a job was closed without being merged; each job of it is told of. */
    post: operations['onPullRequestClosed'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'budget.warning': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** A client has spent so much of its budget for the month as its `warn_at_percent` says. */
    post: operations['onBudgetWarning'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'budget.exceeded': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** A client has spent its budget for the month: its jobs end, and others wait. */
    post: operations['onBudgetExceeded'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'webhook.test': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Sent by `POST /webhooks/:id/test`, whatever the webhook wants. */
    post: operations['onWebhookTest'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export interface components {
  schemas: {
    Key: {
      /** Format: uuid */
      id: string;
      name: string;
      scopes: ('read' | 'jobs' | 'clients' | 'admin')[];
      /** Format: date-time */
      created_at: string;
      /** @description The name of the key that created it, or `AGENT_API_SECRET`. */
      created_by: string;
      /**
       * Format: date-time
       * @description null: it does not expire.
       */
      expires_at: string | null;
      /** @description What the jobs that it creates may cost in a calendar month (UTC), in US dollars; null: no limit. */
      max_monthly_usd: number | null;
      /** @description The clients that it is bound to; null: it reaches everything. */
      client_ids: string[] | null;
      /** @description null: as `KEY_REQUESTS_PER_MINUTE` says. */
      requests_per_minute: number | null;
      /** @description null: as `KEY_JOBS_PER_HOUR` says. */
      jobs_per_hour: number | null;
      /**
       * Format: date-time
       * @description Accurate to about 15 seconds; null: it was never used.
       */
      last_used_at: string | null;
      /**
       * Format: date-time
       * @description null: it is not revoked.
       */
      revoked_at: string | null;
    };
    KeyList: {
      /** @description Newest first, revoked ones included. */
      keys: components['schemas']['Key'][];
    };
    CreatedKey: {
      /** Format: uuid */
      id: string;
      name: string;
      scopes: ('read' | 'jobs' | 'clients' | 'admin')[];
      /** Format: date-time */
      created_at: string;
      /** @description The name of the key that created it, or `AGENT_API_SECRET`. */
      created_by: string;
      /**
       * Format: date-time
       * @description null: it does not expire.
       */
      expires_at: string | null;
      /** @description What the jobs that it creates may cost in a calendar month (UTC), in US dollars; null: no limit. */
      max_monthly_usd: number | null;
      /** @description The clients that it is bound to; null: it reaches everything. */
      client_ids: string[] | null;
      /** @description null: as `KEY_REQUESTS_PER_MINUTE` says. */
      requests_per_minute: number | null;
      /** @description null: as `KEY_JOBS_PER_HOUR` says. */
      jobs_per_hour: number | null;
      /**
       * Format: date-time
       * @description Accurate to about 15 seconds; null: it was never used.
       */
      last_used_at: string | null;
      /**
       * Format: date-time
       * @description null: it is not revoked.
       */
      revoked_at: string | null;
      /** @description Shown only here. */
      token: string;
    };
    CreateKey: {
      /** @description name must not be AGENT_API_SECRET; name must be 1 to 64 letters, digits, spaces, dots, dashes, underscores or @. */
      name: string;
      /** @description scopes must be a list of read, jobs, clients, admin; scopes must not be empty. */
      scopes: ('read' | 'jobs' | 'clients' | 'admin')[];
      /** Format: date-time */
      expiresAt?: string | null;
      /** @description maxMonthlyUsd must be a number from 0 to 1000000, with at most 4 decimals. */
      maxMonthlyUsd?: number | null;
      /** @description each of clientIds must be a UUID; clientIds must be a list of at most 50 ids of clients; clientIds must not be empty. */
      clientIds?: string[] | null;
      /** @description requestsPerMinute must be a whole number from 1 to 1000000. */
      requestsPerMinute?: number | null;
      /** @description jobsPerHour must be a whole number from 1 to 1000000. */
      jobsPerHour?: number | null;
    };
    Me: {
      /** @description The name of the key, or `AGENT_API_SECRET`. */
      name: string;
      /** @description What the token allows; each scope includes those before it in `read`, `jobs`, `clients`, `admin`. */
      scopes: ('read' | 'jobs' | 'clients' | 'admin')[];
      /** @description The clients that the token is limited to; null: all. */
      client_ids: string[] | null;
    };
    AuditEntry: {
      /** @description Grows in the order in which entries are stored. */
      seq: number;
      /**
       * Format: date-time
       * @description When the request arrived.
       */
      at: string;
      /** @description The server that answered it. */
      node: string;
      /** @description The name of the key, or `AGENT_API_SECRET`; null: the request had no valid token. */
      caller: string | null;
      /**
       * Format: uuid
       * @description null: the caller used no key.
       */
      key_id: string | null;
      /** @description That of the request; `SERVER`: no request, but the server itself has changed something. */
      method: string;
      /** @description The route as declared, such as `/jobs/:id/cancel`; null: no such route. */
      route: string | null;
      /** @description Ids in the path, and `created`. */
      ids: {
        [key: string]: string;
      };
      /** @description Settings that the request has changed, by the name of their column. */
      changes: {
        [key: string]: {
          from: unknown;
          to: unknown;
        };
      };
      /** @description null: the caller disconnected first. */
      status: number | null;
      remote_address: string | null;
      /** @description As answered in `X-Request-Id`; null: the entry is of an earlier version. */
      request_id: string | null;
    };
    AuditPage: {
      /** @description In order of `seq`. */
      entries: components['schemas']['AuditEntry'][];
      /** @description The `after` of the next page; null: there is nothing newer. */
      next_after: number | null;
    };
    RepositorySummary: {
      /** Format: uuid */
      id: string;
      owner_name: string;
      repo_name: string;
      default_branch: string;
    };
    Client: {
      /** Format: uuid */
      id: string;
      name: string;
      /** @description Oldest first. */
      repositories: components['schemas']['RepositorySummary'][];
    };
    ClientList: {
      /** @description By name. */
      clients: components['schemas']['Client'][];
    };
    ClientDetail: {
      /** Format: uuid */
      id: string;
      name: string;
      /** @description Oldest first. */
      repositories: components['schemas']['RepositorySummary'][];
      /** @description The oldest one; null: there is none. */
      repository: components['schemas']['RepositorySummary'] | null;
      /** @description How many of its jobs work at the same time; null: no limit. */
      max_concurrent_jobs: number | null;
    };
    CreatedClient: {
      /** Format: uuid */
      id: string;
      name: string;
    };
    CreateClient: {
      /** @description name must have 1 to 200 characters; name must not contain control characters. */
      name: string;
    };
    ChangeClient: {
      /** @description name must have 1 to 200 characters; name must not contain control characters. */
      name?: string;
      /** @description maxConcurrentJobs must be a whole number from 1 to 1000, or null for no limit. */
      maxConcurrentJobs?: number | null;
    };
    AutoFollowUp: {
      /** @description A review that requests changes becomes a follow-up. */
      on_review: boolean;
      /** @description Failed checks become a follow-up, once all have ended. */
      on_failed_checks: boolean;
      /** @description A comment that begins with it becomes a follow-up; null: none does. */
      mention: string | null;
      /** @description How many follow-ups of a pull request come about in these ways. */
      max_per_pull_request: number;
    };
    RegisteredRepository: {
      /** Format: uuid */
      id: string;
      owner_name: string;
      repo_name: string;
      default_branch: string;
      /** Format: uuid */
      client_id: string | null;
      /** @description Whether Claude uses the repository’s own settings in jobs that change code. */
      trust_repo_config: boolean;
      /** @description How many of its jobs work at the same time; null: no limit. */
      max_concurrent_jobs: number | null;
      /** Format: date-time */
      created_at: string;
      /** @description Added to Claude’s own system prompt. */
      instructions: string | null;
      /** @description The model of jobs that name none. */
      model: string | null;
      /** @description As in a `.gitignore`: work that changes what they name is not published. */
      protected_paths: string[] | null;
      /** @description Of pull requests that jobs open. */
      labels: string[] | null;
      /** @description Who is asked for a review: users, or teams as `owner/team`. */
      reviewers: string[] | null;
      /** @description Whether jobs get its submodules, also those of other owners at GitHub; null: those of the same owner. */
      submodules: boolean | null;
      /** @description Prepares the working tree before Claude works in it. */
      setup_command: string | null;
      /** @description How long it may take; null: 15. */
      setup_timeout_minutes: number | null;
      /** @description Patterns of the files that its result depends on; null: lock files; none: it runs for each job. */
      setup_cache_key: string[] | null;
      /** @description Of new loops that name none. */
      feedback_commands: string[] | null;
      /** @description Whether pull requests are drafts, unless a job says otherwise. */
      draft: boolean | null;
      /** @description Before generated names of branches, instead of the type of the job. */
      branch_prefix: string | null;
      /** @description What at GitHub becomes a follow-up; null: nothing. */
      auto_follow_up: components['schemas']['AutoFollowUp'] | null;
      /** @description Why GitHub does not confirm the repository; null: it does. */
      warning: string | null;
    };
    AddRepository: {
      /** @description githubOrg must be a GitHub owner: up to 39 letters, digits, dashes or underscores. */
      githubOrg: string;
      /** @description githubRepo must be a GitHub repository name: up to 100 letters, digits, dots, dashes or underscores. */
      githubRepo: string;
      defaultBranch?: string | null;
    };
    BudgetPeriod: {
      /** Format: date-time */
      start: string;
      /**
       * Format: date-time
       * @description When the next month begins, and with it the budget anew.
       */
      end: string;
    };
    Budget: {
      /** Format: uuid */
      client_id: string;
      /** @description In US dollars, as Claude Code estimates costs; 0: nothing may be spent. */
      monthly_usd: number;
      /** @description At how much of it `budget.warning` is told. */
      warn_at_percent: number;
      /** @description In this month, what runs included. */
      spent_usd: number;
      /** @description The part of `spent_usd` that is of runs that go on, as far as it is known. */
      running_usd: number;
      /**
       * @description `warning`: so much is spent as `warn_at_percent` says; `exceeded`: all is.
       * @enum {string}
       */
      state: 'ok' | 'warning' | 'exceeded';
      /** @description The calendar month (UTC) for which it counts. */
      period: components['schemas']['BudgetPeriod'];
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
    };
    SetBudget: {
      /** @description monthlyUsd must be a number from 0 to 1000000, with at most 4 decimals. */
      monthlyUsd: number;
      /**
       * @description warnAtPercent must be a whole number from 1 to 100.
       * @default 80
       */
      warnAtPercent?: number;
    };
    RepositoryOutcome: {
      /** @description The full name, such as `acme/shop`. */
      repo: string;
      success: boolean;
      /** @description Where the clone is on the server; null: it could not be made, or the key is bound to clients. */
      path?: string | null;
      /** @description Whether the clone was there before. */
      alreadyCloned?: boolean;
      /** @description Why it failed; null: it did not. */
      error: string | null;
      /** @enum {string|null} */
      code: 'clone_failed' | null;
    };
    Sync: {
      synced: components['schemas']['RepositoryOutcome'][];
    };
    CloneAll: {
      cloned: components['schemas']['RepositoryOutcome'][];
    };
    RepositoryDetail: {
      /** Format: uuid */
      id: string;
      owner_name: string;
      repo_name: string;
      default_branch: string;
      /** Format: uuid */
      client_id: string | null;
      /** @description Whether Claude uses the repository’s own settings in jobs that change code. */
      trust_repo_config: boolean;
      /** @description How many of its jobs work at the same time; null: no limit. */
      max_concurrent_jobs: number | null;
      /** Format: date-time */
      created_at: string;
      /** @description Added to Claude’s own system prompt. */
      instructions: string | null;
      /** @description The model of jobs that name none. */
      model: string | null;
      /** @description As in a `.gitignore`: work that changes what they name is not published. */
      protected_paths: string[] | null;
      /** @description Of pull requests that jobs open. */
      labels: string[] | null;
      /** @description Who is asked for a review: users, or teams as `owner/team`. */
      reviewers: string[] | null;
      /** @description Whether jobs get its submodules, also those of other owners at GitHub; null: those of the same owner. */
      submodules: boolean | null;
      /** @description Prepares the working tree before Claude works in it. */
      setup_command: string | null;
      /** @description How long it may take; null: 15. */
      setup_timeout_minutes: number | null;
      /** @description Patterns of the files that its result depends on; null: lock files; none: it runs for each job. */
      setup_cache_key: string[] | null;
      /** @description Of new loops that name none. */
      feedback_commands: string[] | null;
      /** @description Whether pull requests are drafts, unless a job says otherwise. */
      draft: boolean | null;
      /** @description Before generated names of branches, instead of the type of the job. */
      branch_prefix: string | null;
      /** @description What at GitHub becomes a follow-up; null: nothing. */
      auto_follow_up: components['schemas']['AutoFollowUp'] | null;
    };
    RepositoryList: {
      /** @description Oldest first. */
      repositories: components['schemas']['RepositoryDetail'][];
      /** @description The `cursor` of the next page; null: this is the last one. */
      next_cursor: string | null;
    };
    ChangedRepository: {
      /** Format: uuid */
      id: string;
      owner_name: string;
      repo_name: string;
      default_branch: string;
      /** Format: uuid */
      client_id: string | null;
      /** @description Whether Claude uses the repository’s own settings in jobs that change code. */
      trust_repo_config: boolean;
      /** @description How many of its jobs work at the same time; null: no limit. */
      max_concurrent_jobs: number | null;
      /** Format: date-time */
      created_at: string;
      /** @description Added to Claude’s own system prompt. */
      instructions: string | null;
      /** @description The model of jobs that name none. */
      model: string | null;
      /** @description As in a `.gitignore`: work that changes what they name is not published. */
      protected_paths: string[] | null;
      /** @description Of pull requests that jobs open. */
      labels: string[] | null;
      /** @description Who is asked for a review: users, or teams as `owner/team`. */
      reviewers: string[] | null;
      /** @description Whether jobs get its submodules, also those of other owners at GitHub; null: those of the same owner. */
      submodules: boolean | null;
      /** @description Prepares the working tree before Claude works in it. */
      setup_command: string | null;
      /** @description How long it may take; null: 15. */
      setup_timeout_minutes: number | null;
      /** @description Patterns of the files that its result depends on; null: lock files; none: it runs for each job. */
      setup_cache_key: string[] | null;
      /** @description Of new loops that name none. */
      feedback_commands: string[] | null;
      /** @description Whether pull requests are drafts, unless a job says otherwise. */
      draft: boolean | null;
      /** @description Before generated names of branches, instead of the type of the job. */
      branch_prefix: string | null;
      /** @description What at GitHub becomes a follow-up; null: nothing. */
      auto_follow_up: components['schemas']['AutoFollowUp'] | null;
      /** @description Why GitHub does not confirm the name or the default branch; null: it does, or the request gave none. */
      warning: string | null;
    };
    ChangeRepository: {
      /** @description githubOrg must be a GitHub owner: up to 39 letters, digits, dashes or underscores. */
      githubOrg?: string;
      /** @description githubRepo must be a GitHub repository name: up to 100 letters, digits, dots, dashes or underscores. */
      githubRepo?: string;
      defaultBranch?: string | null;
      trustRepoConfig?: boolean;
      /** @description maxConcurrentJobs must be a whole number from 1 to 1000, or null for no limit. */
      maxConcurrentJobs?: number | null;
      /** @description instructions must not contain NUL characters; instructions must not be empty. */
      instructions?: string | null;
      /** @description model must be the name of a model, such as claude-sonnet-5. */
      model?: string | null;
      /** @description protectedPaths must have at most 100 entries; each of protectedPaths must have 1 to 200 characters; each of protectedPaths must be one line without control characters. */
      protectedPaths?: string[] | null;
      /** @description labels must have at most 20 entries; each of labels must have 1 to 50 characters; each of labels must be one line without control characters. */
      labels?: string[] | null;
      /** @description each of reviewers must be a user of GitHub, or a team as owner/team; reviewers must have at most 15 entries; each of reviewers must have 1 to 140 characters; each of reviewers must be one line without control characters. */
      reviewers?: string[] | null;
      submodules?: boolean | null;
      /** @description setupCommand must not contain NUL characters; setupCommand must have 1 to 4000 characters. */
      setupCommand?: string | null;
      /** @description setupTimeoutMinutes must be a whole number from 1 to 120. */
      setupTimeoutMinutes?: number | null;
      /** @description setupCacheKey must have at most 20 entries; each of setupCacheKey must have 1 to 200 characters; each of setupCacheKey must be one line without control characters. */
      setupCacheKey?: string[] | null;
      /** @description feedbackCommands must have at most 20 entries; each of feedbackCommands must have 1 to 2000 characters; feedbackCommands must not contain NUL characters. */
      feedbackCommands?: string[] | null;
      draft?: boolean | null;
      branchPrefix?: string | null;
      autoFollowUp?: {
        /** @default false */
        onReview?: boolean | null;
        /** @default false */
        onFailedChecks?: boolean | null;
        /** @example @agent */
        mention?: string | null;
        /** @default 5 */
        maxPerPullRequest?: number | null;
      } | null;
    };
    JobClient: {
      /** Format: uuid */
      id: string;
      name: string;
    };
    JobFeature: {
      /** Format: uuid */
      id: string;
      title: string;
    };
    Job: {
      client: components['schemas']['JobClient'] | null;
      feature: components['schemas']['JobFeature'] | null;
      repository: components['schemas']['RepositorySummary'] | null;
      /** @description Its place among the queued jobs, from 1; null: it is not queued. */
      position: number | null;
      /**
       * Format: uuid
       * @description The id of the job, a UUID.
       */
      id: string;
      /** @description The type of the job: `code`, `task`, `ralph`, `check`, or one that an extension adds. */
      job_type: string;
      /** @description A title for people. */
      title: string | null;
      /** @description What Claude is to do, as it was sent, without surrounding spaces. */
      prompt: string;
      /** @description The branch of the work, as it was sent or as it was generated. */
      branch_name: string | null;
      /** @description Where the work starts and the pull request goes; null: the default branch of the repository. */
      base_branch: string | null;
      /** @description Whether the pull request is to be a draft, whatever the work is like. */
      draft: boolean;
      /**
       * Format: uuid
       * @description The client that the job is for.
       */
      client_id: string | null;
      /**
       * Format: uuid
       * @description The feature that the job is for.
       */
      feature_id: string | null;
      /**
       * Format: uuid
       * @description The repository that the job works on.
       */
      repository_id: string | null;
      /**
       * Format: uuid
       * @description The person on whose behalf the job was created, as the caller named them.
       */
      created_by_team_member_id: string | null;
      /** @description The name of the key that created the job; null: AGENT_API_SECRET, or see `github_request`. */
      created_by_key: string | null;
      /** @description The `X-Request-Id` of the request that created the job; null: an earlier version created it. */
      request_id: string | null;
      /** @description The trace that the job belongs to: that of the `traceparent` of the request that created it, or one that the server began; null: nobody traces it. */
      trace_id: string | null;
      /**
       * Format: uuid
       * @description The job that this one retries.
       */
      original_job_id: string | null;
      /**
       * Format: uuid
       * @description The job whose work this one goes on from, on its branch and in its pull request.
       */
      follow_up_of: string | null;
      /**
       * Format: uuid
       * @description The first job of the chain of follow-ups that this one belongs to; null: it is no follow-up.
       */
      root_job_id: string | null;
      /** @description The job ends once its estimated cost exceeds this; null: no limit. */
      max_cost_usd: number | null;
      /** @description The job ends once it has worked for longer than this; null: no limit. */
      max_duration_minutes: number | null;
      /** @description Higher starts first, -100 to 100; equal ones start in order of creation. */
      priority: number;
      /** @description What the caller’s own system says of the job: texts by name. */
      metadata: {
        [key: string]: string;
      };
      /** @description The id of the job in that system; not unique. */
      external_id: string | null;
      /** @description Whether lists leave the job out. */
      archived: boolean;
      /** @description Names of the variables that its tools and commands get, in order; null: none. Their values are never shown. */
      env_names: string[] | null;
      /** @description The files that came with the job, in order, each with `name`, `content_type` and `bytes`; empty: none. */
      attachments: {
        name: string;
        content_type: string;
        bytes: number;
      }[];
      /**
       * Format: date-time
       * @description The time before which the caller does not want the job to start; null: any time.
       */
      not_before: string | null;
      /**
       * @description `queued`, `running`, `completed`, `failed` or `cancelled`; the last three are final. Rows of another system keep theirs.
       * @enum {string}
       */
      status: 'queued' | 'running' | 'completed' | 'failed' | 'cancelled';
      /**
       * @description What a running job does; null while it does not run.
       * @enum {string|null}
       */
      phase:
        | 'preparing'
        | 'setup'
        | 'working'
        | 'feedback'
        | 'awaiting_input'
        | 'parked'
        | 'completing'
        | 'awaiting_approval'
        | 'collecting'
        | 'pushing'
        | 'opening_pr'
        | null;
      /** @description Why a queued job waits, or a parked conversation that would resume; null: nothing holds it up. */
      wait_reason: string | null;
      /**
       * Format: date-time
       * @description A queued job does not start before this time.
       */
      run_after: string | null;
      /**
       * Format: date-time
       * @description When the job was created.
       */
      created_at: string;
      /**
       * Format: date-time
       * @description When the job was started for the first time.
       */
      started_at: string | null;
      /**
       * Format: date-time
       * @description When the job ended, well or badly.
       */
      completed_at: string | null;
      /**
       * Format: date-time
       * @description When the row was last changed.
       */
      updated_at: string;
      /**
       * Format: date-time
       * @description When somebody cancelled the job.
       */
      cancel_requested_at: string | null;
      /** @description Which attempt at the job this is, from 1; 0: none was made. Only interruptions count. */
      attempt: number;
      /** @description The interrupted attempts, oldest first, each with `attempt`, `node`, `phase` and `noticed_at`. */
      interruptions: {
        attempt: number;
        node: string | null;
        phase: string | null;
        /** Format: date-time */
        noticed_at: string;
      }[];
      /** @description How often in a row the job has waited for the model or for GitHub. */
      postponements: number;
      /** @description The node that runs the job, or ran it last. */
      lease_owner: string | null;
      /** @description Grows whenever a node takes the job or gives it back. */
      lease_token: number;
      /**
       * Format: date-time
       * @description When another node may take the job over; null: no node holds it.
       */
      lease_expires_at: string | null;
      /** @description What separates the job from the server and from other jobs: the name of the driver. */
      sandbox: string | null;
      /** @description The session of Claude that does the work; of a loop, that of its current iteration. */
      session_id: string | null;
      /**
       * Format: date-time
       * @description When that session came to its end; null: it has not, or the job is not of one session.
       */
      session_ended_at: string | null;
      /** @description The model that Claude was told to use; null: the default of the CLI. */
      model: string | null;
      /** @description Whether a person approves a plan before the work begins. */
      plan_approval: boolean;
      /** @description The plan that Claude has made last, in its words; null: none was made. */
      plan: string | null;
      /**
       * Format: date-time
       * @description When that plan was approved; null: it was not.
       */
      plan_approved_at: string | null;
      /** @description The commit that the work starts from. */
      base_sha: string | null;
      /** @description The commit that holds the work. */
      head_sha: string | null;
      /**
       * Format: date-time
       * @description When a loop last shared its unfinished work with other nodes at the forge.
       */
      shared_at: string | null;
      /** @description The pull request of the job. */
      pr_url: string | null;
      /** @description The number of that pull request. */
      pr_number: number | null;
      /**
       * @description `open`, `merged` or `closed`, as GitHub has told last, or as it was when somebody looked last; null: there is none, or it is not known.
       * @enum {string|null}
       */
      pr_state: 'open' | 'merged' | 'closed' | null;
      /**
       * Format: date-time
       * @description When it was merged.
       */
      merged_at: string | null;
      /** @description What at GitHub the job answers, with its `kind` (`review`, `checks` or `mention`), the `login` of who asked (null: checks failed) and its `url`; null: the job was asked for through the API. */
      github_request: {
        /** @enum {string} */
        kind?: 'review' | 'checks' | 'mention';
        login?: string | null;
        url?: string;
      } | null;
      /** @description Whether that is a draft; null: there is none, or it is not known. */
      pr_draft: boolean | null;
      /** @description What the last answer must fit as data, as `outputSchema` was sent; null: it is text alone. */
      output_schema: {
        [key: string]: unknown;
      } | null;
      /** @description The last answer that fits `output_schema`, as data; of a check, its report; null: there is none, or it is null. */
      output:
        | {
            [key: string]: unknown;
          }
        | unknown[]
        | string
        | number
        | boolean
        | null;
      /** @description The closing words of Claude; of a conversation, those of its last turn. */
      result_summary: string | null;
      /**
       * @description Why a loop ended, or `budget_exceeded` for any job; null: the job has not ended, or simply ended.
       * @enum {string|null}
       */
      completion_reason:
        | 'promise_detected'
        | 'max_iterations'
        | 'manual_stop'
        | 'iteration_error'
        | 'no_progress'
        | 'blocked'
        | 'budget_exceeded'
        | null;
      /**
       * @description Why the job failed, for programs.
       * @enum {string|null}
       */
      error_code:
        | 'agent_failed'
        | 'agent_timeout'
        | 'model_unavailable'
        | 'git_refused'
        | 'forge_refused'
        | 'forge_unreachable'
        | 'output_invalid'
        | 'repository_missing'
        | 'setup_failed'
        | 'branch_refused'
        | 'pull_request_closed'
        | 'work_refused'
        | 'unfinished_merge'
        | 'lfs_unavailable'
        | 'lfs_missing'
        | 'lfs_locked'
        | 'submodule_changed'
        | 'protected_path'
        | 'secret_found'
        | 'interrupted'
        | 'unknown_type'
        | 'internal'
        | 'other'
        | null;
      /** @description Why the job failed, in a sentence for people; never a secret. */
      error: string | null;
      /** @description Turns of Claude, over all attempts. */
      num_turns: number | null;
      /** @description Tokens that the model read, those of its cache included, over all attempts. */
      input_tokens: number | null;
      /** @description Tokens that the model wrote, over all attempts. */
      output_tokens: number | null;
      /** @description The cost that Claude Code estimates, over all attempts; of what goes on, estimated from its tokens. */
      total_cost_usd: number | null;
      /** @description Working time in milliseconds, over all attempts, without waiting in the queue or for a person. */
      duration_ms: number | null;
      /**
       * Format: date-time
       * @description Since when a conversation waits for a person; null: it does not, as when it is being completed or has ended.
       */
      awaiting_input_since: string | null;
      /**
       * Format: date-time
       * @description When somebody asked for the end of the conversation.
       */
      complete_requested_at: string | null;
      /**
       * Format: date-time
       * @description When a parked conversation resumes; null: it waits for a message.
       */
      wake_at: string | null;
      /** @description How many iterations a loop makes at most; null for other types. */
      max_iterations: number | null;
      /** @description What Claude says when the loop is done; null for other types. */
      completion_promise: string | null;
      /** @description Commands that judge each iteration, in order; null for other types. */
      feedback_commands: string[] | null;
      /** @description The iteration that the loop is in, from 1; null before the first one. */
      current_iteration: number | null;
      /** @description How many iterations the loop has completed; null before the first one is. */
      total_iterations: number | null;
      /**
       * Format: date-time
       * @description When somebody asked for the end of the loop.
       */
      stop_requested_at: string | null;
      /**
       * @description What came of the job, for programs; null: it has not ended.
       * @enum {string|null}
       */
      outcome:
        | 'pull_request'
        | 'no_changes'
        | 'answered'
        | 'budget_exceeded'
        | 'max_iterations'
        | 'no_progress'
        | 'blocked'
        | 'stopped'
        | 'failed'
        | 'cancelled'
        | null;
      /** @description Which budget the job waits for, and until when, in a sentence; null: it waits for none. */
      wait_message: string | null;
      /** @description What Claude said in its last turn, up to 10,000 characters; also while a conversation waits for a person. */
      last_answer: string | null;
      /** @description Lists hold the first 1,000 characters of `prompt`: whether there are more. `GET /jobs/:id` has all. */
      prompt_truncated: boolean;
      /** @description The same of `plan`, of which lists hold the first 10,000 characters. */
      plan_truncated: boolean;
      /** @description The same of `result_summary`, of which lists hold the first 10,000 characters. */
      result_summary_truncated: boolean;
      /** @description Lists leave out `output` and `output_schema` if both together have more than 10,000 characters: whether they are left out. */
      output_truncated: boolean;
    };
    JobList: {
      /** @description Newest first. */
      jobs: components['schemas']['Job'][];
      /** @description How many jobs match, not only of this page. */
      total: number;
      /** @description `total` is above 10,000, and estimated. */
      total_is_estimate: boolean;
      /** @description The `cursor` of the next page; null: this is the last one. */
      next_cursor: string | null;
    };
    Message: {
      /** Format: uuid */
      id: string;
      /** @description Defines the order; grows within a job, with gaps. */
      seq: number;
      /** @enum {string} */
      type: 'system' | 'stdout' | 'stderr' | 'user_input';
      content: string;
      /** @description `content` is only its beginning; the whole is at /jobs/{id}/messages/{messageId}/content. */
      content_truncated: boolean;
      /** @description The iteration of a loop, from 1. */
      iteration_number: number | null;
      /** Format: date-time */
      created_at: string;
    };
    JobDetail: {
      client: components['schemas']['JobClient'] | null;
      feature: components['schemas']['JobFeature'] | null;
      repository: components['schemas']['RepositorySummary'] | null;
      /** @description Its place among the queued jobs, from 1; null: it is not queued. */
      position: number | null;
      /**
       * Format: uuid
       * @description The id of the job, a UUID.
       */
      id: string;
      /** @description The type of the job: `code`, `task`, `ralph`, `check`, or one that an extension adds. */
      job_type: string;
      /** @description A title for people. */
      title: string | null;
      /** @description What Claude is to do, as it was sent, without surrounding spaces. */
      prompt: string;
      /** @description The branch of the work, as it was sent or as it was generated. */
      branch_name: string | null;
      /** @description Where the work starts and the pull request goes; null: the default branch of the repository. */
      base_branch: string | null;
      /** @description Whether the pull request is to be a draft, whatever the work is like. */
      draft: boolean;
      /**
       * Format: uuid
       * @description The client that the job is for.
       */
      client_id: string | null;
      /**
       * Format: uuid
       * @description The feature that the job is for.
       */
      feature_id: string | null;
      /**
       * Format: uuid
       * @description The repository that the job works on.
       */
      repository_id: string | null;
      /**
       * Format: uuid
       * @description The person on whose behalf the job was created, as the caller named them.
       */
      created_by_team_member_id: string | null;
      /** @description The name of the key that created the job; null: AGENT_API_SECRET, or see `github_request`. */
      created_by_key: string | null;
      /** @description The `X-Request-Id` of the request that created the job; null: an earlier version created it. */
      request_id: string | null;
      /** @description The trace that the job belongs to: that of the `traceparent` of the request that created it, or one that the server began; null: nobody traces it. */
      trace_id: string | null;
      /**
       * Format: uuid
       * @description The job that this one retries.
       */
      original_job_id: string | null;
      /**
       * Format: uuid
       * @description The job whose work this one goes on from, on its branch and in its pull request.
       */
      follow_up_of: string | null;
      /**
       * Format: uuid
       * @description The first job of the chain of follow-ups that this one belongs to; null: it is no follow-up.
       */
      root_job_id: string | null;
      /** @description The job ends once its estimated cost exceeds this; null: no limit. */
      max_cost_usd: number | null;
      /** @description The job ends once it has worked for longer than this; null: no limit. */
      max_duration_minutes: number | null;
      /** @description Higher starts first, -100 to 100; equal ones start in order of creation. */
      priority: number;
      /** @description What the caller’s own system says of the job: texts by name. */
      metadata: {
        [key: string]: string;
      };
      /** @description The id of the job in that system; not unique. */
      external_id: string | null;
      /** @description Whether lists leave the job out. */
      archived: boolean;
      /** @description Names of the variables that its tools and commands get, in order; null: none. Their values are never shown. */
      env_names: string[] | null;
      /** @description The files that came with the job, in order, each with `name`, `content_type` and `bytes`; empty: none. */
      attachments: {
        name: string;
        content_type: string;
        bytes: number;
      }[];
      /**
       * Format: date-time
       * @description The time before which the caller does not want the job to start; null: any time.
       */
      not_before: string | null;
      /**
       * @description `queued`, `running`, `completed`, `failed` or `cancelled`; the last three are final. Rows of another system keep theirs.
       * @enum {string}
       */
      status: 'queued' | 'running' | 'completed' | 'failed' | 'cancelled';
      /**
       * @description What a running job does; null while it does not run.
       * @enum {string|null}
       */
      phase:
        | 'preparing'
        | 'setup'
        | 'working'
        | 'feedback'
        | 'awaiting_input'
        | 'parked'
        | 'completing'
        | 'awaiting_approval'
        | 'collecting'
        | 'pushing'
        | 'opening_pr'
        | null;
      /** @description Why a queued job waits, or a parked conversation that would resume; null: nothing holds it up. */
      wait_reason: string | null;
      /**
       * Format: date-time
       * @description A queued job does not start before this time.
       */
      run_after: string | null;
      /**
       * Format: date-time
       * @description When the job was created.
       */
      created_at: string;
      /**
       * Format: date-time
       * @description When the job was started for the first time.
       */
      started_at: string | null;
      /**
       * Format: date-time
       * @description When the job ended, well or badly.
       */
      completed_at: string | null;
      /**
       * Format: date-time
       * @description When the row was last changed.
       */
      updated_at: string;
      /**
       * Format: date-time
       * @description When somebody cancelled the job.
       */
      cancel_requested_at: string | null;
      /** @description Which attempt at the job this is, from 1; 0: none was made. Only interruptions count. */
      attempt: number;
      /** @description The interrupted attempts, oldest first, each with `attempt`, `node`, `phase` and `noticed_at`. */
      interruptions: {
        attempt: number;
        node: string | null;
        phase: string | null;
        /** Format: date-time */
        noticed_at: string;
      }[];
      /** @description How often in a row the job has waited for the model or for GitHub. */
      postponements: number;
      /** @description The node that runs the job, or ran it last. */
      lease_owner: string | null;
      /** @description Grows whenever a node takes the job or gives it back. */
      lease_token: number;
      /**
       * Format: date-time
       * @description When another node may take the job over; null: no node holds it.
       */
      lease_expires_at: string | null;
      /** @description What separates the job from the server and from other jobs: the name of the driver. */
      sandbox: string | null;
      /** @description The session of Claude that does the work; of a loop, that of its current iteration. */
      session_id: string | null;
      /**
       * Format: date-time
       * @description When that session came to its end; null: it has not, or the job is not of one session.
       */
      session_ended_at: string | null;
      /** @description The model that Claude was told to use; null: the default of the CLI. */
      model: string | null;
      /** @description Whether a person approves a plan before the work begins. */
      plan_approval: boolean;
      /** @description The plan that Claude has made last, in its words; null: none was made. */
      plan: string | null;
      /**
       * Format: date-time
       * @description When that plan was approved; null: it was not.
       */
      plan_approved_at: string | null;
      /** @description The commit that the work starts from. */
      base_sha: string | null;
      /** @description The commit that holds the work. */
      head_sha: string | null;
      /**
       * Format: date-time
       * @description When a loop last shared its unfinished work with other nodes at the forge.
       */
      shared_at: string | null;
      /** @description The pull request of the job. */
      pr_url: string | null;
      /** @description The number of that pull request. */
      pr_number: number | null;
      /**
       * @description `open`, `merged` or `closed`, as GitHub has told last, or as it was when somebody looked last; null: there is none, or it is not known.
       * @enum {string|null}
       */
      pr_state: 'open' | 'merged' | 'closed' | null;
      /**
       * Format: date-time
       * @description When it was merged.
       */
      merged_at: string | null;
      /** @description What at GitHub the job answers, with its `kind` (`review`, `checks` or `mention`), the `login` of who asked (null: checks failed) and its `url`; null: the job was asked for through the API. */
      github_request: {
        /** @enum {string} */
        kind?: 'review' | 'checks' | 'mention';
        login?: string | null;
        url?: string;
      } | null;
      /** @description Whether that is a draft; null: there is none, or it is not known. */
      pr_draft: boolean | null;
      /** @description What the last answer must fit as data, as `outputSchema` was sent; null: it is text alone. */
      output_schema: {
        [key: string]: unknown;
      } | null;
      /** @description The last answer that fits `output_schema`, as data; of a check, its report; null: there is none, or it is null. */
      output:
        | {
            [key: string]: unknown;
          }
        | unknown[]
        | string
        | number
        | boolean
        | null;
      /** @description The closing words of Claude; of a conversation, those of its last turn. */
      result_summary: string | null;
      /**
       * @description Why a loop ended, or `budget_exceeded` for any job; null: the job has not ended, or simply ended.
       * @enum {string|null}
       */
      completion_reason:
        | 'promise_detected'
        | 'max_iterations'
        | 'manual_stop'
        | 'iteration_error'
        | 'no_progress'
        | 'blocked'
        | 'budget_exceeded'
        | null;
      /**
       * @description Why the job failed, for programs.
       * @enum {string|null}
       */
      error_code:
        | 'agent_failed'
        | 'agent_timeout'
        | 'model_unavailable'
        | 'git_refused'
        | 'forge_refused'
        | 'forge_unreachable'
        | 'output_invalid'
        | 'repository_missing'
        | 'setup_failed'
        | 'branch_refused'
        | 'pull_request_closed'
        | 'work_refused'
        | 'unfinished_merge'
        | 'lfs_unavailable'
        | 'lfs_missing'
        | 'lfs_locked'
        | 'submodule_changed'
        | 'protected_path'
        | 'secret_found'
        | 'interrupted'
        | 'unknown_type'
        | 'internal'
        | 'other'
        | null;
      /** @description Why the job failed, in a sentence for people; never a secret. */
      error: string | null;
      /** @description Turns of Claude, over all attempts. */
      num_turns: number | null;
      /** @description Tokens that the model read, those of its cache included, over all attempts. */
      input_tokens: number | null;
      /** @description Tokens that the model wrote, over all attempts. */
      output_tokens: number | null;
      /** @description The cost that Claude Code estimates, over all attempts; of what goes on, estimated from its tokens. */
      total_cost_usd: number | null;
      /** @description Working time in milliseconds, over all attempts, without waiting in the queue or for a person. */
      duration_ms: number | null;
      /**
       * Format: date-time
       * @description Since when a conversation waits for a person; null: it does not, as when it is being completed or has ended.
       */
      awaiting_input_since: string | null;
      /**
       * Format: date-time
       * @description When somebody asked for the end of the conversation.
       */
      complete_requested_at: string | null;
      /**
       * Format: date-time
       * @description When a parked conversation resumes; null: it waits for a message.
       */
      wake_at: string | null;
      /** @description How many iterations a loop makes at most; null for other types. */
      max_iterations: number | null;
      /** @description What Claude says when the loop is done; null for other types. */
      completion_promise: string | null;
      /** @description Commands that judge each iteration, in order; null for other types. */
      feedback_commands: string[] | null;
      /** @description The iteration that the loop is in, from 1; null before the first one. */
      current_iteration: number | null;
      /** @description How many iterations the loop has completed; null before the first one is. */
      total_iterations: number | null;
      /**
       * Format: date-time
       * @description When somebody asked for the end of the loop.
       */
      stop_requested_at: string | null;
      /**
       * @description What came of the job, for programs; null: it has not ended.
       * @enum {string|null}
       */
      outcome:
        | 'pull_request'
        | 'no_changes'
        | 'answered'
        | 'budget_exceeded'
        | 'max_iterations'
        | 'no_progress'
        | 'blocked'
        | 'stopped'
        | 'failed'
        | 'cancelled'
        | null;
      /** @description Which budget the job waits for, and until when, in a sentence; null: it waits for none. */
      wait_message: string | null;
      /** @description What Claude said in its last turn, up to 10,000 characters; also while a conversation waits for a person. */
      last_answer: string | null;
      /** @description Lists hold the first 1,000 characters of `prompt`: whether there are more. `GET /jobs/:id` has all. */
      prompt_truncated: boolean;
      /** @description The same of `plan`, of which lists hold the first 10,000 characters. */
      plan_truncated: boolean;
      /** @description The same of `result_summary`, of which lists hold the first 10,000 characters. */
      result_summary_truncated: boolean;
      /** @description Lists leave out `output` and `output_schema` if both together have more than 10,000 characters: whether they are left out. */
      output_truncated: boolean;
      /** @description With `includeMessages`: the newest 1,000, in order of `seq`. */
      messages?: components['schemas']['Message'][];
      /** @description Whether there are older messages. */
      messages_truncated?: boolean;
    };
    ChangeJob: {
      /** @description title must be one line without control characters. */
      title?: string | null;
      metadata?: {
        [key: string]: string;
      } | null;
      /** @description externalId must be one line without control characters; externalId must not be empty. */
      externalId?: string | null;
      /** @description priority must be a whole number from -100 to 100. */
      priority?: number | null;
      /** Format: date-time */
      notBefore?: string | null;
      archived?: boolean;
    };
    CreatedJob: {
      /** Format: uuid */
      id: string;
      /** @enum {string} */
      status: 'queued' | 'running' | 'completed' | 'failed' | 'cancelled';
      /** @description Its place among the queued jobs, from 1; null: it is not queued. */
      position: number | null;
      branchName: string | null;
      /** Format: date-time */
      createdAt: string;
      jobType: string;
      /** @description Of a loop. */
      maxIterations?: number;
      /** @description Of a loop. */
      completionPromise?: string;
      /** @description Of a loop. */
      feedbackCommands?: string[];
    };
    RetriedJob: {
      /** Format: uuid */
      id: string;
      /** @enum {string} */
      status: 'queued' | 'running' | 'completed' | 'failed' | 'cancelled';
      /** @description Its place among the queued jobs, from 1; null: it is not queued. */
      position: number | null;
      branchName: string | null;
      /** Format: date-time */
      createdAt: string;
      jobType: string;
      /** @description Of a loop. */
      maxIterations?: number;
      /** @description Of a loop. */
      completionPromise?: string;
      /** @description Of a loop. */
      feedbackCommands?: string[];
      /** Format: uuid */
      originalJobId: string;
    };
    CancelledJob: {
      /** Format: uuid */
      id: string;
      /** @enum {string} */
      status: 'cancelled';
      wasRunning: boolean;
    };
    MessagePage: {
      /** @description In order of `seq`. */
      messages: components['schemas']['Message'][];
      /** @description The `after` of the next page; null: this is the last one. */
      next_after: number | null;
    };
    Artifact: {
      /** @description Of the file, at `/jobs/{id}/artifacts/{name}`. */
      name: string;
      bytes: number;
      /**
       * @description Text is UTF-8, whatever its name says.
       * @enum {string}
       */
      content_type: 'text/plain; charset=utf-8' | 'application/octet-stream';
      /** Format: date-time */
      created_at: string;
    };
    ArtifactList: {
      /** @description In the order in which they were kept. */
      artifacts: components['schemas']['Artifact'][];
      /** @description The `cursor` of the next page; null: this is the last one. */
      next_cursor: string | null;
    };
    DiffFile: {
      path: string;
      /** @description What a renamed file was called; null: it kept its name. */
      previous_path: string | null;
      /**
       * @description A change of the mode or kind alone is `modified`.
       * @enum {string}
       */
      status: 'added' | 'modified' | 'deleted' | 'renamed';
      /** @description Lines; null: the file is binary. */
      additions: number | null;
      /** @description Lines; null: the file is binary. */
      deletions: number | null;
    };
    JobDiff: {
      /** @description At most 3,000. */
      files: components['schemas']['DiffFile'][];
      /** @description As git writes it, without secrets; at most 1 MB. */
      patch: string;
      /** @description Files are missing in `files`, or changes in `patch`: there was more than is kept. */
      truncated: boolean;
      /** @description The commit where the job started; null: nothing was collected yet, or it was removed. */
      base_sha: string | null;
      /** @description The commit that has the work; null: no commit has it. */
      head_sha: string | null;
      /**
       * Format: date-time
       * @description null: nothing was collected yet, or it was removed with the messages.
       */
      collected_at: string | null;
    };
    FollowUp: {
      /** Format: uuid */
      id: string;
      /** @enum {string} */
      status: 'queued' | 'running' | 'completed' | 'failed' | 'cancelled';
      /** @description Its place among the queued jobs, from 1; null: it is not queued. */
      position: number | null;
      branchName: string | null;
      /** Format: date-time */
      createdAt: string;
      jobType: string;
      /** @description Of a loop. */
      maxIterations?: number;
      /** @description Of a loop. */
      completionPromise?: string;
      /** @description Of a loop. */
      feedbackCommands?: string[];
      /**
       * Format: uuid
       * @description The job that it goes on from.
       */
      followUpOf: string;
      /**
       * Format: uuid
       * @description The first job of the chain.
       */
      rootJobId: string;
    };
    FollowUpList: {
      /** @description In order of creation, without the first job of the chain. */
      jobs: components['schemas']['Job'][];
      /** @description The `cursor` of the next page; null: this is the last one. */
      next_cursor: string | null;
    };
    ReadableMessageEvent: {
      seq: number;
      /** @enum {string} */
      role: 'server' | 'claude' | 'tool' | 'user';
      text: string;
    };
    JobStatusEvent: {
      /** @enum {string} */
      status: 'queued' | 'running' | 'completed' | 'failed' | 'cancelled';
      /** @enum {string|null} */
      outcome:
        | 'pull_request'
        | 'no_changes'
        | 'answered'
        | 'budget_exceeded'
        | 'max_iterations'
        | 'no_progress'
        | 'blocked'
        | 'stopped'
        | 'failed'
        | 'cancelled'
        | null;
      error: string | null;
      pr_url: string | null;
      pr_draft: boolean | null;
      /** @enum {string|null} */
      completion_reason:
        | 'promise_detected'
        | 'max_iterations'
        | 'manual_stop'
        | 'iteration_error'
        | 'no_progress'
        | 'blocked'
        | 'budget_exceeded'
        | null;
    };
    JobPhaseEvent: {
      /** @enum {string|null} */
      phase:
        | 'preparing'
        | 'setup'
        | 'working'
        | 'feedback'
        | 'awaiting_input'
        | 'parked'
        | 'completing'
        | 'awaiting_approval'
        | 'collecting'
        | 'pushing'
        | 'opening_pr'
        | null;
      /** Format: date-time */
      awaiting_input_since: string | null;
      last_answer: string | null;
    };
    JobEndEvent: {
      /** @enum {string} */
      status: 'queued' | 'running' | 'completed' | 'failed' | 'cancelled';
      /** @enum {string|null} */
      outcome:
        | 'pull_request'
        | 'no_changes'
        | 'answered'
        | 'budget_exceeded'
        | 'max_iterations'
        | 'no_progress'
        | 'blocked'
        | 'stopped'
        | 'failed'
        | 'cancelled'
        | null;
    };
    AnyJobStatusEvent: {
      /** @enum {string} */
      status: 'queued' | 'running' | 'completed' | 'failed' | 'cancelled';
      /** @enum {string|null} */
      outcome:
        | 'pull_request'
        | 'no_changes'
        | 'answered'
        | 'budget_exceeded'
        | 'max_iterations'
        | 'no_progress'
        | 'blocked'
        | 'stopped'
        | 'failed'
        | 'cancelled'
        | null;
      error: string | null;
      pr_url: string | null;
      pr_draft: boolean | null;
      /** @enum {string|null} */
      completion_reason:
        | 'promise_detected'
        | 'max_iterations'
        | 'manual_stop'
        | 'iteration_error'
        | 'no_progress'
        | 'blocked'
        | 'budget_exceeded'
        | null;
      /** Format: uuid */
      id: string;
    };
    AnyJobPhaseEvent: {
      /** @enum {string|null} */
      phase:
        | 'preparing'
        | 'setup'
        | 'working'
        | 'feedback'
        | 'awaiting_input'
        | 'parked'
        | 'completing'
        | 'awaiting_approval'
        | 'collecting'
        | 'pushing'
        | 'opening_pr'
        | null;
      /** Format: date-time */
      awaiting_input_since: string | null;
      last_answer: string | null;
      /** Format: uuid */
      id: string;
    };
    McpConfig: {
      /** @description By name. */
      mcpServers: {
        [key: string]: {
          /** @enum {string} */
          type: 'stdio' | 'http' | 'sse';
          /** @description Of `stdio`: an absolute path, or a name to look up on PATH. */
          command?: string;
          args?: string[];
          env?: {
            [key: string]: string;
          };
          /** @description Of `http` and `sse`. */
          url?: string;
          headers?: {
            [key: string]: string;
          };
          /** @description Names of variables or headers whose values are secrets, whatever they look like. */
          secrets?: string[];
        };
      };
      /** @description Tools that Claude may call, by the name of their server; `*`: all. */
      allowedTools: {
        [key: string]: string[] | '*';
      };
    };
    RunningJob: {
      /** Format: uuid */
      id: string;
      title: string | null;
      /** @description The first 1,000 characters. */
      prompt: string;
      prompt_truncated: boolean;
      job_type: string;
      branch_name: string | null;
      /** Format: uuid */
      client_id: string | null;
      /** @enum {string|null} */
      phase:
        | 'preparing'
        | 'setup'
        | 'working'
        | 'feedback'
        | 'awaiting_input'
        | 'parked'
        | 'completing'
        | 'awaiting_approval'
        | 'collecting'
        | 'pushing'
        | 'opening_pr'
        | null;
      /** @description The node that runs it. */
      node: string | null;
      /** Format: date-time */
      started_at: string | null;
    };
    QueuedJob: {
      /** Format: uuid */
      id: string;
      title: string | null;
      /** @description The first 1,000 characters. */
      prompt: string;
      prompt_truncated: boolean;
      job_type: string;
      branch_name: string | null;
      /** Format: uuid */
      client_id: string | null;
      priority: number;
      /** Format: date-time */
      created_at: string;
      /** @description From 1. */
      position: number;
      /**
       * Format: date-time
       * @description It does not start before this time.
       */
      run_after: string | null;
      /** @description Why it waits; null: it is about to start. */
      wait_reason: string | null;
    };
    Waiting: {
      /** @description All queued jobs. */
      total: number;
      /** @description How many wait for each reason. */
      by_reason: {
        [key: string]: number;
      };
    };
    Pause: {
      reason: string;
      /** Format: date-time */
      until: string;
      /** @description How many jobs were interrupted. */
      jobs: number;
    };
    Node: {
      id: string;
      hostname: string | null;
      version: string | null;
      /** Format: date-time */
      started_at: string;
      /** @description Jobs that it runs, without parked conversations. */
      running: number;
      /** @description How many jobs it runs at the same time. */
      capacity: number;
      /** Format: date-time */
      last_heartbeat: string;
      /** @description Whether it takes no more jobs. */
      draining: boolean;
      /** @description Whether its last heartbeat is recent. */
      alive: boolean;
    };
    Queue: {
      /** @description In order of their start. */
      running: components['schemas']['RunningJob'][];
      /** @description In the order in which they will start. */
      queued: components['schemas']['QueuedJob'][];
      /** @description The `cursor` of the next page; null: this is the last one. */
      next_cursor: string | null;
      waiting: components['schemas']['Waiting'];
      /** @description Conversations and plans that wait for a person: they count as running, but hold no slot. */
      parked: number;
      /** @description Why jobs are paused, and until when. */
      paused: components['schemas']['Pause'][];
      /** @description Of the node that answers; `nodes` has the capacity of the others. */
      maxConcurrent: number;
      nodes: components['schemas']['Node'][];
    };
    PlanAnswered: {
      /** Format: uuid */
      id: string;
      /** @description true: the work begins; false: Claude makes another plan. */
      approved: boolean;
    };
    ApprovePlan: {
      /** @description message must not contain NUL characters; message must not be empty. */
      message?: string | null;
    };
    RejectPlan: {
      /** @description message must not contain NUL characters; message must not be empty. */
      message: string;
    };
    SentMessage: {
      /** Format: uuid */
      id: string;
      messageSent: boolean;
      /**
       * Format: uuid
       * @description The id of the message.
       */
      messageId: string;
    };
    SendMessage: {
      /** @description message must not contain NUL characters; message must not be empty. */
      message: string;
    };
    Completing: {
      /** Format: uuid */
      id: string;
      /** @enum {string} */
      status: 'completing';
    };
    FeedbackResult: {
      command: string;
      /** @description null: a signal ended it, or it took too long. */
      exitCode: number | null;
      passed: boolean;
      timedOut: boolean;
      durationMs: number;
      /** @description The last 4,000 characters of what it printed. */
      output: string;
    };
    Iteration: {
      /** Format: uuid */
      id: string;
      /** @description From 1. */
      iterationNumber: number;
      /** Format: date-time */
      startedAt: string;
      /**
       * Format: date-time
       * @description null: it runs, or was interrupted.
       */
      completedAt: string | null;
      exitCode: number | null;
      /** @description Why it failed, twice; null: it did not. */
      error: string | null;
      promiseClaimed: boolean;
      promiseDetected: boolean;
      blockedReason: string | null;
      budgetExceeded: boolean;
      /** @description Claude’s closing words. */
      outputSummary: string | null;
      /** @description `outputSummary` is only its beginning. */
      outputSummaryTruncated: boolean;
      feedbackResults: components['schemas']['FeedbackResult'][];
      headSha: string | null;
      treeChanged: boolean;
      filesChanged: number | null;
      /** @description As `git diff --stat` draws it. */
      diffStat: string | null;
      /** @description Why the work so far could not be published; null: it could. */
      publishProblem: string | null;
      sessionId: string | null;
      numTurns: number;
      inputTokens: number;
      outputTokens: number;
      costUsd: number;
      durationMs: number;
    };
    Iterations: {
      /** Format: uuid */
      jobId: string;
      /** @description 0: before the first one. */
      currentIteration: number;
      maxIterations: number | null;
      /** @enum {string|null} */
      completionReason:
        | 'promise_detected'
        | 'max_iterations'
        | 'manual_stop'
        | 'iteration_error'
        | 'no_progress'
        | 'blocked'
        | 'budget_exceeded'
        | null;
      /** @description Oldest first. */
      iterations: components['schemas']['Iteration'][];
    };
    Stop: {
      /** Format: uuid */
      id: string;
      message: string;
    };
    CheckRepository: {
      env?: {
        [key: string]: string;
      } | null;
    };
    ChooseNode: {
      /** @description node must be the id of a node. */
      node?: string | null;
    };
    UsageRow: {
      /** @description The id, name, day or month by which the row adds up; null: of none. */
      key: string | null;
      /** @description In words; null: nobody knows the name. */
      name: string | null;
      jobs: number;
      completed: number;
      failed: number;
      pull_requests: number;
      merged: number;
      input_tokens: number;
      output_tokens: number;
      cache_read_tokens: number;
      cache_write_tokens: number;
      cost_usd: number;
      duration_ms: number;
    };
    UsageTotal: {
      jobs: number;
      completed: number;
      failed: number;
      pull_requests: number;
      merged: number;
      input_tokens: number;
      output_tokens: number;
      cache_read_tokens: number;
      cache_write_tokens: number;
      cost_usd: number;
      duration_ms: number;
    };
    Usage: {
      /** Format: date-time */
      from: string;
      /** Format: date-time */
      to: string;
      /** @enum {string} */
      group_by: 'client' | 'repository' | 'feature' | 'jobType' | 'model' | 'teamMember' | 'day' | 'month';
      /**
       * @description As Claude Code estimates, or by the server’s own price list.
       * @enum {string}
       */
      cost_basis: 'estimate' | 'prices';
      /** @description The most expensive first; days and months in order. */
      rows: components['schemas']['UsageRow'][];
      total: components['schemas']['UsageTotal'];
    };
    Webhook: {
      /** Format: uuid */
      id: string;
      url: string;
      /** @description `*`: all, later ones too. */
      events: (
        | '*'
        | 'job.created'
        | 'job.started'
        | 'job.awaiting_input'
        | 'job.awaiting_approval'
        | 'job.iteration_completed'
        | 'job.completed'
        | 'job.failed'
        | 'job.cancelled'
        | 'pull_request.opened'
        | 'pull_request.updated'
        | 'pull_request.merged'
        | 'pull_request.closed'
        | 'budget.warning'
        | 'budget.exceeded'
      )[];
      /**
       * Format: uuid
       * @description Only jobs of this client; null: of all.
       */
      client_id: string | null;
      description: string | null;
      /** @description Whether it is told of anything now. */
      active: boolean;
      /** @description Why the server switched it off; null: it did not. */
      disabled_reason: string | null;
      /**
       * Format: date-time
       * @description Since when no delivery has succeeded; null: the last one did.
       */
      failing_since: string | null;
      /**
       * Format: date-time
       * @description Until when the former secret signs too; null: there is none.
       */
      previous_secret_until: string | null;
      /** @description The name of the key that created it; null: AGENT_API_SECRET. */
      created_by_key: string | null;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
    };
    WebhookList: {
      /** @description Oldest first. */
      webhooks: components['schemas']['Webhook'][];
      /** @description Where the next page begins; null: this is the last. */
      next_cursor: string | null;
    };
    WebhookWithSecret: {
      /** Format: uuid */
      id: string;
      url: string;
      /** @description `*`: all, later ones too. */
      events: (
        | '*'
        | 'job.created'
        | 'job.started'
        | 'job.awaiting_input'
        | 'job.awaiting_approval'
        | 'job.iteration_completed'
        | 'job.completed'
        | 'job.failed'
        | 'job.cancelled'
        | 'pull_request.opened'
        | 'pull_request.updated'
        | 'pull_request.merged'
        | 'pull_request.closed'
        | 'budget.warning'
        | 'budget.exceeded'
      )[];
      /**
       * Format: uuid
       * @description Only jobs of this client; null: of all.
       */
      client_id: string | null;
      description: string | null;
      /** @description Whether it is told of anything now. */
      active: boolean;
      /** @description Why the server switched it off; null: it did not. */
      disabled_reason: string | null;
      /**
       * Format: date-time
       * @description Since when no delivery has succeeded; null: the last one did.
       */
      failing_since: string | null;
      /**
       * Format: date-time
       * @description Until when the former secret signs too; null: there is none.
       */
      previous_secret_until: string | null;
      /** @description The name of the key that created it; null: AGENT_API_SECRET. */
      created_by_key: string | null;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
      /** @description What verifies the signatures; shown only here. */
      secret: string;
    };
    CreateWebhook: {
      url: string;
      /** @description events must not be empty; events must be a list of *, job.created, job.started, job.awaiting_input, job.awaiting_approval, job.iteration_completed, job.completed, job.failed, job.cancelled, pull_request.opened, pull_request.updated, pull_request.merged, pull_request.closed, budget.warning, budget.exceeded. */
      events?:
        | (
            | '*'
            | 'job.created'
            | 'job.started'
            | 'job.awaiting_input'
            | 'job.awaiting_approval'
            | 'job.iteration_completed'
            | 'job.completed'
            | 'job.failed'
            | 'job.cancelled'
            | 'pull_request.opened'
            | 'pull_request.updated'
            | 'pull_request.merged'
            | 'pull_request.closed'
            | 'budget.warning'
            | 'budget.exceeded'
          )[]
        | null;
      /**
       * Format: uuid
       * @description clientId must be a UUID.
       */
      clientId?: string | null;
      /** @description description must be one line. */
      description?: string | null;
      active?: boolean | null;
    };
    ChangeWebhook: {
      url?: string;
      /** @description events must not be empty; events must be a list of *, job.created, job.started, job.awaiting_input, job.awaiting_approval, job.iteration_completed, job.completed, job.failed, job.cancelled, pull_request.opened, pull_request.updated, pull_request.merged, pull_request.closed, budget.warning, budget.exceeded. */
      events?: (
        | '*'
        | 'job.created'
        | 'job.started'
        | 'job.awaiting_input'
        | 'job.awaiting_approval'
        | 'job.iteration_completed'
        | 'job.completed'
        | 'job.failed'
        | 'job.cancelled'
        | 'pull_request.opened'
        | 'pull_request.updated'
        | 'pull_request.merged'
        | 'pull_request.closed'
        | 'budget.warning'
        | 'budget.exceeded'
      )[];
      /**
       * Format: uuid
       * @description clientId must be a UUID.
       */
      clientId?: string | null;
      /** @description description must be one line. */
      description?: string | null;
      active?: boolean;
    };
    WebhookTest: {
      /** @description Whether the receiver answered 2xx. */
      delivered: boolean;
      /** @description null: it did not answer. */
      response_status: number | null;
      /** @description Why it was not delivered; null: it was. */
      error: string | null;
      /** @description In milliseconds. */
      duration_ms: number;
    };
    Delivery: {
      /** Format: uuid */
      id: string;
      /**
       * Format: uuid
       * @description The header `webhook-id` of every attempt.
       */
      event_id: string;
      /** @enum {string} */
      event_type:
        | 'job.created'
        | 'job.started'
        | 'job.awaiting_input'
        | 'job.awaiting_approval'
        | 'job.iteration_completed'
        | 'job.completed'
        | 'job.failed'
        | 'job.cancelled'
        | 'pull_request.opened'
        | 'pull_request.updated'
        | 'pull_request.merged'
        | 'pull_request.closed'
        | 'budget.warning'
        | 'budget.exceeded';
      /**
       * Format: uuid
       * @description The job that the event is about; null: it is about a client.
       */
      job_id: string | null;
      /**
       * Format: uuid
       * @description The client that the event is about; null: it is about a job.
       */
      client_id: string | null;
      /**
       * @description `failed`: no attempt is left.
       * @enum {string}
       */
      status: 'pending' | 'delivered' | 'failed';
      /** @description How many were made, one in progress included. */
      attempts: number;
      /**
       * Format: date-time
       * @description null: none is due, or an earlier delivery for the same job or client comes first.
       */
      next_attempt_at: string | null;
      /** @description Of the last attempt that ended; null: nobody answered, or none has. */
      response_status: number | null;
      /** @description Why that attempt failed, with the beginning of the answer; null: it did not, or none has ended. */
      error: string | null;
      /** @description How long that attempt took, in milliseconds. */
      duration_ms: number | null;
      /**
       * Format: date-time
       * @description When the last attempt began.
       */
      last_attempt_at: string | null;
      /**
       * Format: date-time
       * @description When the event happened.
       */
      created_at: string;
      /**
       * Format: date-time
       * @description When it was delivered or given up; null: it is pending.
       */
      ended_at: string | null;
    };
    DeliveryList: {
      /** @description Newest first. */
      deliveries: components['schemas']['Delivery'][];
      /** @description Where the next page begins; null: this is the last. */
      next_cursor: string | null;
    };
    GithubDelivery: {
      /**
       * @description `stored`: it is worked on. `known`: it was delivered before, and changes nothing. `ignored`: it tells nothing that matters here.
       * @enum {string}
       */
      outcome: 'stored' | 'known' | 'ignored';
    };
    HealthQueue: {
      running: number | null;
      queued: number | null;
      maxConcurrent: number;
      /** @description Whether this server takes no more jobs. */
      draining: boolean;
    };
    HealthPause: {
      reason: string;
      /** Format: date-time */
      until: string;
    };
    ClaudeHealth: {
      /** @description null: not known yet. */
      authenticated: boolean | null;
      reason: string | null;
      version: string | null;
    };
    GitHealth: {
      /** @description null: not known yet. */
      authenticated: boolean | null;
      reason: string | null;
      /** @description The credentials of GitHub that are configured, in the order in which one is looked for. */
      credentials: ('owner_tokens' | 'github_app' | 'token')[];
    };
    StoreHealth: {
      /** @enum {string} */
      mode: 'supabase' | 'postgres' | 'embedded';
      reachable: boolean;
    };
    SandboxHealth: {
      driver: string;
      /** @enum {string} */
      network: 'open' | 'model-only';
      limits: string[];
      /** @description `no_sandbox_works`: jobs run without one. */
      reason: string | null;
    };
    Health: {
      /** @enum {string} */
      status: 'ok' | 'degraded';
      queue: components['schemas']['HealthQueue'];
      /** @description Why jobs are paused; null: they are not. */
      paused: components['schemas']['HealthPause'] | null;
      /** @description A sentence, if another server has the NODE_ID of this one. */
      displaced: string | null;
      claude: components['schemas']['ClaudeHealth'];
      git: components['schemas']['GitHealth'];
      store: components['schemas']['StoreHealth'];
      sandbox: components['schemas']['SandboxHealth'];
    };
    Alive: {
      /** @enum {string} */
      status: 'ok';
    };
    DoctorLine: {
      /** @description What was looked at, such as `sandbox`. New ones may be added, and one may have several lines. */
      check: string;
      /**
       * @description `warn`: the server works, but not as it could. `fail`: it does not start, or its jobs fail.
       * @enum {string}
       */
      status: 'ok' | 'warn' | 'fail';
      message: string;
      /** @description What to do; null: nothing, or the message says it. */
      cure: string | null;
    };
    Doctor: {
      /**
       * @description The worst of all lines.
       * @enum {string}
       */
      status: 'ok' | 'warn' | 'fail';
      lines: components['schemas']['DoctorLine'][];
    };
    DirectoryUsage: {
      bytes: number;
      /** @description Entries directly in the directory. */
      entries: number;
      /** @description Free bytes on its disk; null: there is no such directory. */
      free_bytes: number | null;
      /** @description false: time ran out, and `bytes` covers only what was scanned. */
      complete: boolean;
    };
    UnknownRemains: {
      worktrees: number;
      job_folders: number;
    };
    DatabaseUsage: {
      /** @description null: not known. */
      bytes: number | null;
    };
    Disk: {
      repos: components['schemas']['DirectoryUsage'];
      worktrees: components['schemas']['DirectoryUsage'];
      /** @description The part of `worktrees` that is kept results of setup commands. */
      setup_cache: components['schemas']['DirectoryUsage'];
      job_folders: components['schemas']['DirectoryUsage'];
      kept_failed_trees: number;
      unknown: components['schemas']['UnknownRemains'];
      database: components['schemas']['DatabaseUsage'];
    };
    CloneCleaning: {
      refs: number;
      locks: number;
      leftovers: number;
      /** @description Clones that were repacked. */
      maintained: number;
      /** @description Clones of repositories that were removed or renamed. */
      removed: number;
    };
    Housekeeping: {
      /** @description Jobs whose working tree or directory was removed. */
      jobs: number;
      /** @description Sessions of Claude that follow-ups could have gone on from. */
      sessions: number;
      /** @description The same for jobs that the store does not know. */
      unknown: number;
      /** @description Short-lived files and sockets that a crash left behind. */
      temporary: number;
      clones: components['schemas']['CloneCleaning'];
      /** @description Kept results of setup commands. */
      setups: number;
      messages: number;
      /** @description What jobs changed, as it was kept for readers. */
      diffs: number;
      /** @description Files that jobs left for people. */
      artifacts: number;
      /** @description Deliveries of webhooks. */
      deliveries: number;
      /** @description Deliveries of GitHub. */
      github_deliveries: number;
      /** @description Jobs whose `env` was dropped. */
      env: number;
    };
    McpMessage: {
      /**
       * @description jsonrpc must be 2.0.
       * @enum {string}
       */
      jsonrpc: '2.0';
      id: string;
      /** @description method must have 1 to 200 characters. */
      method: string;
      /** @description params must be an object. */
      params?: Record<string, never> | null;
    };
    ErrorDetail: {
      field: string;
      message: string;
    };
    Error: {
      /** @description One sentence for people. */
      error: string;
      /**
       * @description For programs; none is renamed or removed.
       * @enum {string}
       */
      code:
        | 'validation_failed'
        | 'malformed_json'
        | 'payload_too_large'
        | 'unsupported_media_type'
        | 'method_not_allowed'
        | 'url_too_long'
        | 'headers_too_large'
        | 'request_timeout'
        | 'expectation_failed'
        | 'unauthorized'
        | 'forbidden'
        | 'too_many_attempts'
        | 'rate_limited'
        | 'key_name_taken'
        | 'too_many_keys'
        | 'too_many_webhooks'
        | 'not_found'
        | 'repository_required'
        | 'branch_in_use'
        | 'no_budget'
        | 'repository_taken'
        | 'has_live_jobs'
        | 'clone_failed'
        | 'job_not_cancellable'
        | 'job_not_a_task'
        | 'job_not_a_ralph'
        | 'job_changes_nothing'
        | 'job_not_queued'
        | 'job_not_awaiting_approval'
        | 'job_not_running'
        | 'job_completing'
        | 'job_not_followable'
        | 'pull_request_closed'
        | 'job_not_retryable'
        | 'env_dropped'
        | 'encryption_key_required'
        | 'idempotency_key_reused'
        | 'request_in_progress'
        | 'too_many_streams'
        | 'too_many_large_bodies'
        | 'too_many_large_answers'
        | 'node_displaced'
        | 'shutting_down'
        | 'store_unavailable'
        | 'internal'
        | 'http_error';
      /** @description One for each problem of the input. */
      details?: components['schemas']['ErrorDetail'][];
    };
    CreateJobBody: {
      /** @description prompt must not contain NUL characters; prompt must not be empty. */
      prompt: string;
      /**
       * Format: uuid
       * @description clientId must be a UUID.
       */
      clientId?: string | null;
      /** @description githubOrg must be a GitHub owner: up to 39 letters, digits, dashes or underscores. */
      githubOrg?: string | null;
      /** @description githubRepo must be a GitHub repository name: up to 100 letters, digits, dots, dashes or underscores. */
      githubRepo?: string | null;
      branchName?: string | null;
      /**
       * @description jobType must be one of code, task, ralph.
       * @enum {string|null}
       */
      jobType?: 'code' | 'task' | 'ralph' | null;
      /**
       * Format: uuid
       * @description featureId must be a UUID.
       */
      featureId?: string | null;
      /**
       * Format: uuid
       * @description repositoryId must be a UUID.
       */
      repositoryId?: string | null;
      /** @description title must be one line without control characters. */
      title?: string | null;
      /**
       * Format: uuid
       * @description createdByTeamMemberId must be a UUID.
       */
      createdByTeamMemberId?: string | null;
      /** @description maxCostUsd must be a number above 0, at most 10000, with at most 4 decimals. */
      maxCostUsd?: number | null;
      /** @description maxDurationMinutes must be a whole number from 1 to 10080. */
      maxDurationMinutes?: number | null;
      /** @description priority must be a whole number from -100 to 100. */
      priority?: number | null;
      /** Format: date-time */
      notBefore?: string | null;
      /** @description model must be the name of a model, such as claude-sonnet-5. */
      model?: string | null;
      baseBranch?: string | null;
      draft?: boolean | null;
      metadata?: {
        [key: string]: string;
      } | null;
      /** @description externalId must be one line without control characters; externalId must not be empty. */
      externalId?: string | null;
      env?: {
        [key: string]: string;
      } | null;
      attachments?:
        | {
            name: string;
            /** @example image/png */
            contentType: string;
            data: string;
          }[]
        | null;
      /** @default false */
      planApproval?: boolean | null;
      /** @description A JSON Schema of draft 2020-12, of up to 64 KB, that the last answer must fit. */
      outputSchema?: {
        [key: string]: unknown;
      } | null;
      /**
       * @description maxIterations must be a whole number from 1 to 100.
       * @default 10
       */
      maxIterations?: number | null;
      /**
       * @description completionPromise must be one line without control characters; completionPromise must not be empty.
       * @default RALPH_COMPLETE
       */
      completionPromise?: string | null;
      /**
       * @description feedbackCommands must have at most 20 entries; each of feedbackCommands must have 1 to 2000 characters; feedbackCommands must not contain NUL characters.
       * @default []
       */
      feedbackCommands?: string[] | null;
    };
    RetryJobBody: {
      /** @description prompt must not contain NUL characters; prompt must not be empty. */
      prompt?: string | null;
      branchName?: string | null;
      /** @description title must be one line without control characters. */
      title?: string | null;
      /** @description maxCostUsd must be a number above 0, at most 10000, with at most 4 decimals. */
      maxCostUsd?: number | null;
      /** @description maxDurationMinutes must be a whole number from 1 to 10080. */
      maxDurationMinutes?: number | null;
      env?: {
        [key: string]: string;
      } | null;
      /** @default false */
      planApproval?: boolean | null;
      /** @description A JSON Schema of draft 2020-12, of up to 64 KB, that the last answer must fit. */
      outputSchema?: {
        [key: string]: unknown;
      } | null;
      /**
       * @description maxIterations must be a whole number from 1 to 100.
       * @default 10
       */
      maxIterations?: number | null;
      /**
       * @description completionPromise must be one line without control characters; completionPromise must not be empty.
       * @default RALPH_COMPLETE
       */
      completionPromise?: string | null;
      /**
       * @description feedbackCommands must have at most 20 entries; each of feedbackCommands must have 1 to 2000 characters; feedbackCommands must not contain NUL characters.
       * @default []
       */
      feedbackCommands?: string[] | null;
    };
    FollowUpBody: {
      /** @description prompt must not contain NUL characters; prompt must not be empty. */
      prompt: string;
      /** @description title must be one line without control characters. */
      title?: string | null;
      /**
       * Format: uuid
       * @description createdByTeamMemberId must be a UUID.
       */
      createdByTeamMemberId?: string | null;
      /** @description maxCostUsd must be a number above 0, at most 10000, with at most 4 decimals. */
      maxCostUsd?: number | null;
      /** @description maxDurationMinutes must be a whole number from 1 to 10080. */
      maxDurationMinutes?: number | null;
      /** @description priority must be a whole number from -100 to 100. */
      priority?: number | null;
      /** Format: date-time */
      notBefore?: string | null;
      /** @description model must be the name of a model, such as claude-sonnet-5. */
      model?: string | null;
      draft?: boolean | null;
      metadata?: {
        [key: string]: string;
      } | null;
      /** @description externalId must be one line without control characters; externalId must not be empty. */
      externalId?: string | null;
      env?: {
        [key: string]: string;
      } | null;
      attachments?:
        | {
            name: string;
            /** @example image/png */
            contentType: string;
            data: string;
          }[]
        | null;
      /** @default false */
      planApproval?: boolean | null;
      /** @description A JSON Schema of draft 2020-12, of up to 64 KB, that the last answer must fit. */
      outputSchema?: {
        [key: string]: unknown;
      } | null;
      /**
       * @description maxIterations must be a whole number from 1 to 100.
       * @default 10
       */
      maxIterations?: number | null;
      /**
       * @description completionPromise must be one line without control characters; completionPromise must not be empty.
       * @default RALPH_COMPLETE
       */
      completionPromise?: string | null;
      /**
       * @description feedbackCommands must have at most 20 entries; each of feedbackCommands must have 1 to 2000 characters; feedbackCommands must not contain NUL characters.
       * @default []
       */
      feedbackCommands?: string[] | null;
    };
    JobEventData: {
      /** @description The job as `GET /jobs/:id` showed it after the change. */
      job: components['schemas']['Job'];
    };
    PlanEventData: {
      /** @description The job as `GET /jobs/:id` showed it after the change. */
      job: components['schemas']['Job'];
      /** @description The plan that Claude has made. */
      plan: string | null;
    };
    QuestionEventData: {
      /** @description The job as `GET /jobs/:id` showed it after the change. */
      job: components['schemas']['Job'];
      /** @description What Claude said last, up to 10,000 characters. */
      question: string | null;
    };
    IterationEventData: {
      /** @description The job as `GET /jobs/:id` showed it after the change. */
      job: components['schemas']['Job'];
      /** @description As `GET /jobs/:id/iterations` shows it. */
      iteration: components['schemas']['Iteration'];
    };
    EventClient: {
      /** Format: uuid */
      id: string;
      /** @description null: it was removed meanwhile. */
      name: string | null;
    };
    BudgetEventData: {
      client: components['schemas']['EventClient'];
      /** @description As `GET /clients/:id/budget` showed it after the change. */
      budget: components['schemas']['Budget'];
    };
    WebhookSummary: {
      /** Format: uuid */
      id: string;
      description: string | null;
    };
    TestEventData: {
      webhook: components['schemas']['WebhookSummary'];
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: {
    /** @description The id of the request: its own `X-Request-Id` of 1 to 128 printable characters without spaces, or a new one. */
    'X-Request-Id': string;
    /** @description Names this answer, for `If-None-Match`. */
    ETag: string;
  };
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  listKeys: {
    parameters: {
      query?: never;
      header?: {
        /** @description The `ETag` of an earlier answer, which is not sent again. */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Lists keys, newest first */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['KeyList'];
        };
      };
      /** @description The answer is the one that `If-None-Match` names. */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it. */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  createKey: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CreateKey'];
      };
    };
    responses: {
      /** @description Creates a key; its token is shown only now */
      201: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CreatedKey'];
        };
      };
      /**
       * @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it.
       *
       *     `malformed_json`: The body is not valid JSON.
       */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed' | 'malformed_json';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `request_timeout`: The request took too long to arrive. */
      408: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'request_timeout';
          };
        };
      };
      /**
       * @description `key_name_taken`: A key that is not revoked already has this name.
       *
       *     `too_many_keys`: The maximum number of valid keys is reached.
       */
      409: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'key_name_taken' | 'too_many_keys';
          };
        };
      };
      /** @description `payload_too_large`: The body is larger than 2 MB; that of `POST /jobs` and of a follow-up may have 15 MB, a delivery of GitHub 25 MB. */
      413: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'payload_too_large';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /** @description `unsupported_media_type`: The body is not sent as `application/json`, or in an encoding that is not supported. */
      415: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unsupported_media_type';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  revokeKey: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Revokes a key */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Key'];
        };
      };
      /** @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it. */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `not_found`: No such route, or nothing with this id. */
      404: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'not_found';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  getMe: {
    parameters: {
      query?: never;
      header?: {
        /** @description The `ETag` of an earlier answer, which is not sent again. */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Whose the token is, and what it allows */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Me'];
        };
      };
      /** @description The answer is the one that `If-None-Match` names. */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it. */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  listAuditEntries: {
    parameters: {
      query?: {
        /** @description after must be the seq of an entry. */
        after?: number;
        /** @description limit must be a whole number from 1 to 1000. */
        limit?: number;
      };
      header?: {
        /** @description The `ETag` of an earlier answer, which is not sent again. */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Who changed what, and who was refused */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AuditPage'];
        };
      };
      /** @description The answer is the one that `If-None-Match` names. */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it. */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  listClients: {
    parameters: {
      query?: never;
      header?: {
        /** @description The `ETag` of an earlier answer, which is not sent again. */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Lists clients by name */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ClientList'];
        };
      };
      /** @description The answer is the one that `If-None-Match` names. */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it. */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  createClient: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key with the same request answers the first response again for 24 hours; with another request it is refused. */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CreateClient'];
      };
    };
    responses: {
      /** @description Creates a client */
      201: {
        headers: {
          /** @description The response is that of an earlier request. */
          'Idempotency-Replayed'?: 'true';
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CreatedClient'];
        };
      };
      /**
       * @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it.
       *
       *     `malformed_json`: The body is not valid JSON.
       */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed' | 'malformed_json';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `request_timeout`: The request took too long to arrive. */
      408: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'request_timeout';
          };
        };
      };
      /** @description `payload_too_large`: The body is larger than 2 MB; that of `POST /jobs` and of a follow-up may have 15 MB, a delivery of GitHub 25 MB. */
      413: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'payload_too_large';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /** @description `unsupported_media_type`: The body is not sent as `application/json`, or in an encoding that is not supported. */
      415: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unsupported_media_type';
          };
        };
      };
      /** @description `idempotency_key_reused`: The Idempotency-Key was used within 24 hours with another body. */
      422: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'idempotency_key_reused';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       *
       *     `request_in_progress`: The first request with the same Idempotency-Key has not been answered yet; repeat it later.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable' | 'request_in_progress';
          };
        };
      };
    };
  };
  getClient: {
    parameters: {
      query?: never;
      header?: {
        /** @description The `ETag` of an earlier answer, which is not sent again. */
        'If-None-Match'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Reads a client */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ClientDetail'];
        };
      };
      /** @description The answer is the one that `If-None-Match` names. */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it. */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `not_found`: No such route, or nothing with this id. */
      404: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'not_found';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  changeClient: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ChangeClient'];
      };
    };
    responses: {
      /** @description Changes the name or the limit of a client */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ClientDetail'];
        };
      };
      /**
       * @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it.
       *
       *     `malformed_json`: The body is not valid JSON.
       */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed' | 'malformed_json';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `not_found`: No such route, or nothing with this id. */
      404: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'not_found';
          };
        };
      };
      /** @description `request_timeout`: The request took too long to arrive. */
      408: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'request_timeout';
          };
        };
      };
      /** @description `payload_too_large`: The body is larger than 2 MB; that of `POST /jobs` and of a follow-up may have 15 MB, a delivery of GitHub 25 MB. */
      413: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'payload_too_large';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /** @description `unsupported_media_type`: The body is not sent as `application/json`, or in an encoding that is not supported. */
      415: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unsupported_media_type';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  registerRepository: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key with the same request answers the first response again for 24 hours; with another request it is refused. */
        'Idempotency-Key'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['AddRepository'];
      };
    };
    responses: {
      /** @description The client has the repository already. */
      200: {
        headers: {
          /** @description The response is that of an earlier request. */
          'Idempotency-Replayed'?: 'true';
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RegisteredRepository'];
        };
      };
      /** @description Registers a repository for a client */
      201: {
        headers: {
          /** @description The response is that of an earlier request. */
          'Idempotency-Replayed'?: 'true';
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RegisteredRepository'];
        };
      };
      /**
       * @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it.
       *
       *     `malformed_json`: The body is not valid JSON.
       */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed' | 'malformed_json';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `not_found`: No such route, or nothing with this id. */
      404: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'not_found';
          };
        };
      };
      /** @description `request_timeout`: The request took too long to arrive. */
      408: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'request_timeout';
          };
        };
      };
      /** @description `branch_in_use`: Jobs that have not ended work on the branch that was to become the default branch. */
      409: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'branch_in_use';
          };
        };
      };
      /** @description `payload_too_large`: The body is larger than 2 MB; that of `POST /jobs` and of a follow-up may have 15 MB, a delivery of GitHub 25 MB. */
      413: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'payload_too_large';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /** @description `unsupported_media_type`: The body is not sent as `application/json`, or in an encoding that is not supported. */
      415: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unsupported_media_type';
          };
        };
      };
      /** @description `idempotency_key_reused`: The Idempotency-Key was used within 24 hours with another body. */
      422: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'idempotency_key_reused';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       *
       *     `request_in_progress`: The first request with the same Idempotency-Key has not been answered yet; repeat it later.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable' | 'request_in_progress';
          };
        };
      };
    };
  };
  getBudget: {
    parameters: {
      query?: never;
      header?: {
        /** @description The `ETag` of an earlier answer, which is not sent again. */
        'If-None-Match'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What a client may spend in a month, and has */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Budget'];
        };
      };
      /** @description The answer is the one that `If-None-Match` names. */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it. */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /**
       * @description `not_found`: No such route, or nothing with this id.
       *
       *     `no_budget`: The client has no budget.
       */
      404: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'not_found' | 'no_budget';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  setBudget: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SetBudget'];
      };
    };
    responses: {
      /** @description Sets what a client may spend in a month */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Budget'];
        };
      };
      /**
       * @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it.
       *
       *     `malformed_json`: The body is not valid JSON.
       */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed' | 'malformed_json';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `not_found`: No such route, or nothing with this id. */
      404: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'not_found';
          };
        };
      };
      /** @description `request_timeout`: The request took too long to arrive. */
      408: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'request_timeout';
          };
        };
      };
      /** @description `payload_too_large`: The body is larger than 2 MB; that of `POST /jobs` and of a follow-up may have 15 MB, a delivery of GitHub 25 MB. */
      413: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'payload_too_large';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /** @description `unsupported_media_type`: The body is not sent as `application/json`, or in an encoding that is not supported. */
      415: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unsupported_media_type';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  removeBudget: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Lets a client spend without a budget */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Budget'];
        };
      };
      /** @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it. */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /**
       * @description `not_found`: No such route, or nothing with this id.
       *
       *     `no_budget`: The client has no budget.
       */
      404: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'not_found' | 'no_budget';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  syncRepositories: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Clones or fetches every registered repository */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Sync'];
        };
      };
      /** @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it. */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  cloneRepositories: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Clones every registered repository that is not cloned */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CloneAll'];
        };
      };
      /** @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it. */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  cloneRepository: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Clones a repository */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RepositoryOutcome'];
        };
      };
      /** @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it. */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `not_found`: No such route, or nothing with this id. */
      404: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'not_found';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  listRepositories: {
    parameters: {
      query?: {
        /** @description clientId must be a UUID. */
        clientId?: string;
        /** @description limit must be a whole number from 1 to 200. */
        limit?: number;
        /** @description cursor must be the next_cursor of an earlier answer, unchanged. */
        cursor?: string;
      };
      header?: {
        /** @description The `ETag` of an earlier answer, which is not sent again. */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Lists repositories, oldest first */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RepositoryList'];
        };
      };
      /** @description The answer is the one that `If-None-Match` names. */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it. */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  getRepository: {
    parameters: {
      query?: never;
      header?: {
        /** @description The `ETag` of an earlier answer, which is not sent again. */
        'If-None-Match'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Reads a repository */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RepositoryDetail'];
        };
      };
      /** @description The answer is the one that `If-None-Match` names. */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it. */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `not_found`: No such route, or nothing with this id. */
      404: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'not_found';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  removeRepository: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Removes a repository; its jobs stay readable */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RepositoryDetail'];
        };
      };
      /** @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it. */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `not_found`: No such route, or nothing with this id. */
      404: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'not_found';
          };
        };
      };
      /** @description `has_live_jobs`: Jobs of the repository have not ended. */
      409: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'has_live_jobs';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  changeRepository: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ChangeRepository'];
      };
    };
    responses: {
      /** @description Changes a repository and its settings */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ChangedRepository'];
        };
      };
      /**
       * @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it.
       *
       *     `malformed_json`: The body is not valid JSON.
       */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed' | 'malformed_json';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `not_found`: No such route, or nothing with this id. */
      404: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'not_found';
          };
        };
      };
      /** @description `request_timeout`: The request took too long to arrive. */
      408: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'request_timeout';
          };
        };
      };
      /**
       * @description `branch_in_use`: Jobs that have not ended work on the branch that was to become the default branch.
       *
       *     `repository_taken`: The client has a repository of this name already.
       *
       *     `has_live_jobs`: Jobs of the repository have not ended.
       */
      409: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'branch_in_use' | 'repository_taken' | 'has_live_jobs';
          };
        };
      };
      /** @description `payload_too_large`: The body is larger than 2 MB; that of `POST /jobs` and of a follow-up may have 15 MB, a delivery of GitHub 25 MB. */
      413: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'payload_too_large';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /** @description `unsupported_media_type`: The body is not sent as `application/json`, or in an encoding that is not supported. */
      415: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unsupported_media_type';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  listJobs: {
    parameters: {
      query?: {
        /** @description status must be a comma-separated list of queued, running, completed, failed, cancelled. */
        status?: ('queued' | 'running' | 'completed' | 'failed' | 'cancelled')[];
        /** @description clientId must be a UUID. */
        clientId?: string;
        /** @description featureId must be a UUID. */
        featureId?: string;
        /** @description repositoryId must be a UUID. */
        repositoryId?: string;
        /** @description jobType must be the name of a type of jobs, such as code. */
        jobType?: string;
        branch?: string;
        /** @description externalId must be one line without control characters; externalId must not be empty. */
        externalId?: string;
        /** @description createdByTeamMemberId must be a UUID. */
        createdByTeamMemberId?: string;
        createdAfter?: string;
        createdBefore?: string;
        /** @description q must have 1 to 200 characters; q must not contain NUL characters. */
        q?: string;
        metadata?: {
          [key: string]: string;
        };
        /** @description awaitingInput must be true. */
        awaitingInput?: 'true';
        /** @description archived must be true or false. */
        archived?: 'true' | 'false';
        /** @description limit must be a whole number from 1 to 200. */
        limit?: number;
        /** @description offset must be a whole number from 0. */
        offset?: number;
        /** @description cursor must be the next_cursor of an earlier answer, unchanged. */
        cursor?: string;
      };
      header?: {
        /** @description The `ETag` of an earlier answer, which is not sent again. */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Lists jobs, newest first */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['JobList'];
        };
      };
      /** @description The answer is the one that `If-None-Match` names. */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it. */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       *
       *     `too_many_large_answers`: The memory for large answers is in use; try again later, or ask for less at a time.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable' | 'too_many_large_answers';
          };
        };
      };
    };
  };
  createJob: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key with the same request answers the first response again for 24 hours; with another request it is refused. */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CreateJobBody'];
      };
    };
    responses: {
      /** @description Queues a job */
      201: {
        headers: {
          /** @description The response is that of an earlier request. */
          'Idempotency-Replayed'?: 'true';
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CreatedJob'];
        };
      };
      /**
       * @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it.
       *
       *     `malformed_json`: The body is not valid JSON.
       *
       *     `repository_required`: The client has no repository, or several and none was chosen.
       */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed' | 'malformed_json' | 'repository_required';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `not_found`: No such route, or nothing with this id. */
      404: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'not_found';
          };
        };
      };
      /** @description `request_timeout`: The request took too long to arrive. */
      408: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'request_timeout';
          };
        };
      };
      /** @description `encryption_key_required`: A field holds secrets, and the server has no `ENCRYPTION_KEY` to encrypt them with. */
      409: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'encryption_key_required';
          };
        };
      };
      /** @description `payload_too_large`: The body is larger than 2 MB; that of `POST /jobs` and of a follow-up may have 15 MB, a delivery of GitHub 25 MB. */
      413: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'payload_too_large';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /** @description `unsupported_media_type`: The body is not sent as `application/json`, or in an encoding that is not supported. */
      415: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unsupported_media_type';
          };
        };
      };
      /** @description `idempotency_key_reused`: The Idempotency-Key was used within 24 hours with another body. */
      422: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'idempotency_key_reused';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       *
       *     `request_in_progress`: The first request with the same Idempotency-Key has not been answered yet; repeat it later.
       *
       *     `too_many_large_bodies`: The memory for large requests is in use; try again later.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable' | 'request_in_progress' | 'too_many_large_bodies';
          };
        };
      };
    };
  };
  getJob: {
    parameters: {
      query?: {
        includeMessages?: boolean;
      };
      header?: {
        /** @description `wait=<seconds>`, 1 to 60. */
        Prefer?: string;
        /** @description The `ETag` of an earlier answer, which is not sent again. */
        'If-None-Match'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Reads a job */
      200: {
        headers: {
          /** @description How long the answer could have waited. */
          'Preference-Applied'?: string;
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['JobDetail'];
        };
      };
      /** @description The answer is the one that `If-None-Match` names. */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          /** @description How long the answer could have waited. */
          'Preference-Applied'?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it. */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `not_found`: No such route, or nothing with this id. */
      404: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'not_found';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       *
       *     `too_many_large_answers`: The memory for large answers is in use; try again later, or ask for less at a time.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable' | 'too_many_large_answers';
          };
        };
      };
    };
  };
  changeJob: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ChangeJob'];
      };
    };
    responses: {
      /** @description Changes what a job is called and when it may start, or archives it */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Job'];
        };
      };
      /**
       * @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it.
       *
       *     `malformed_json`: The body is not valid JSON.
       *
       *     `job_not_queued`: The job is no longer queued, so its place in the queue cannot change.
       */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed' | 'malformed_json' | 'job_not_queued';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `not_found`: No such route, or nothing with this id. */
      404: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'not_found';
          };
        };
      };
      /** @description `request_timeout`: The request took too long to arrive. */
      408: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'request_timeout';
          };
        };
      };
      /** @description `payload_too_large`: The body is larger than 2 MB; that of `POST /jobs` and of a follow-up may have 15 MB, a delivery of GitHub 25 MB. */
      413: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'payload_too_large';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /** @description `unsupported_media_type`: The body is not sent as `application/json`, or in an encoding that is not supported. */
      415: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unsupported_media_type';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  retryJob: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key with the same request answers the first response again for 24 hours; with another request it is refused. */
        'Idempotency-Key'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['RetryJobBody'];
      };
    };
    responses: {
      /** @description Repeats a job that did not reach its aim */
      201: {
        headers: {
          /** @description The response is that of an earlier request. */
          'Idempotency-Replayed'?: 'true';
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RetriedJob'];
        };
      };
      /**
       * @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it.
       *
       *     `malformed_json`: The body is not valid JSON.
       *
       *     `job_not_retryable`: Only jobs that have ended without reaching their aim can be retried.
       *
       *     `env_dropped`: The values of the retried job’s `env` were dropped after its end; send `env` again.
       */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed' | 'malformed_json' | 'job_not_retryable' | 'env_dropped';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `not_found`: No such route, or nothing with this id. */
      404: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'not_found';
          };
        };
      };
      /** @description `request_timeout`: The request took too long to arrive. */
      408: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'request_timeout';
          };
        };
      };
      /** @description `encryption_key_required`: A field holds secrets, and the server has no `ENCRYPTION_KEY` to encrypt them with. */
      409: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'encryption_key_required';
          };
        };
      };
      /** @description `payload_too_large`: The body is larger than 2 MB; that of `POST /jobs` and of a follow-up may have 15 MB, a delivery of GitHub 25 MB. */
      413: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'payload_too_large';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /** @description `unsupported_media_type`: The body is not sent as `application/json`, or in an encoding that is not supported. */
      415: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unsupported_media_type';
          };
        };
      };
      /** @description `idempotency_key_reused`: The Idempotency-Key was used within 24 hours with another body. */
      422: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'idempotency_key_reused';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       *
       *     `request_in_progress`: The first request with the same Idempotency-Key has not been answered yet; repeat it later.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable' | 'request_in_progress';
          };
        };
      };
    };
  };
  cancelJob: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Ends a job for good */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CancelledJob'];
        };
      };
      /**
       * @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it.
       *
       *     `job_not_cancellable`: The job has already ended.
       */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed' | 'job_not_cancellable';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `not_found`: No such route, or nothing with this id. */
      404: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'not_found';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  listMessages: {
    parameters: {
      query?: {
        /** @description after must be the seq of a message. */
        after?: number;
        /** @description limit must be a whole number from 1 to 1000. */
        limit?: number;
        /** @description type must be a comma-separated list of system, stdout, stderr, user_input. */
        type?: ('system' | 'stdout' | 'stderr' | 'user_input')[];
      };
      header?: {
        /** @description The `ETag` of an earlier answer, which is not sent again. */
        'If-None-Match'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Pages through everything a job said */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MessagePage'];
        };
      };
      /** @description The answer is the one that `If-None-Match` names. */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it. */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `not_found`: No such route, or nothing with this id. */
      404: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'not_found';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       *
       *     `too_many_large_answers`: The memory for large answers is in use; try again later, or ask for less at a time.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable' | 'too_many_large_answers';
          };
        };
      };
    };
  };
  getMessageContent: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        messageId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One message whole, as text */
      200: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'text/plain': string;
        };
      };
      /** @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it. */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `not_found`: No such route, or nothing with this id. */
      404: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'not_found';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       *
       *     `too_many_large_answers`: The memory for large answers is in use; try again later, or ask for less at a time.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable' | 'too_many_large_answers';
          };
        };
      };
    };
  };
  listArtifacts: {
    parameters: {
      query?: {
        /** @description limit must be a whole number from 1 to 200. */
        limit?: number;
        /** @description cursor must be the next_cursor of an earlier answer, unchanged. */
        cursor?: string;
      };
      header?: {
        /** @description The `ETag` of an earlier answer, which is not sent again. */
        'If-None-Match'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Lists the files that the job left for people */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ArtifactList'];
        };
      };
      /** @description The answer is the one that `If-None-Match` names. */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it. */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `not_found`: No such route, or nothing with this id. */
      404: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'not_found';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  getArtifact: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One of these files */
      200: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'text/plain': string;
          'application/octet-stream': string;
        };
      };
      /** @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it. */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `not_found`: No such route, or nothing with this id. */
      404: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'not_found';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       *
       *     `too_many_large_answers`: The memory for large answers is in use; try again later, or ask for less at a time.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable' | 'too_many_large_answers';
          };
        };
      };
    };
  };
  getJobDiff: {
    parameters: {
      query?: never;
      header?: {
        /** @description The `ETag` of an earlier answer, which is not sent again. */
        'If-None-Match'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What the job changed */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['JobDiff'];
          'text/x-diff': string;
        };
      };
      /** @description The answer is the one that `If-None-Match` names. */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /**
       * @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it.
       *
       *     `job_changes_nothing`: Jobs of this type change no files, so there is no diff.
       */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed' | 'job_changes_nothing';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `not_found`: No such route, or nothing with this id. */
      404: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'not_found';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       *
       *     `too_many_large_answers`: The memory for large answers is in use; try again later, or ask for less at a time.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable' | 'too_many_large_answers';
          };
        };
      };
    };
  };
  followUpJob: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key with the same request answers the first response again for 24 hours; with another request it is refused. */
        'Idempotency-Key'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['FollowUpBody'];
      };
    };
    responses: {
      /** @description Goes on from a job, on its branch and in its pull request */
      201: {
        headers: {
          /** @description The response is that of an earlier request. */
          'Idempotency-Replayed'?: 'true';
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FollowUp'];
        };
      };
      /**
       * @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it.
       *
       *     `malformed_json`: The body is not valid JSON.
       *
       *     `job_not_followable`: Only jobs that have changed files can be followed by others, once they have ended.
       */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed' | 'malformed_json' | 'job_not_followable';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `not_found`: No such route, or nothing with this id. */
      404: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'not_found';
          };
        };
      };
      /** @description `request_timeout`: The request took too long to arrive. */
      408: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'request_timeout';
          };
        };
      };
      /**
       * @description `pull_request_closed`: The pull request is merged or closed: nothing can be added to it.
       *
       *     `encryption_key_required`: A field holds secrets, and the server has no `ENCRYPTION_KEY` to encrypt them with.
       */
      409: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'pull_request_closed' | 'encryption_key_required';
          };
        };
      };
      /** @description `payload_too_large`: The body is larger than 2 MB; that of `POST /jobs` and of a follow-up may have 15 MB, a delivery of GitHub 25 MB. */
      413: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'payload_too_large';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /** @description `unsupported_media_type`: The body is not sent as `application/json`, or in an encoding that is not supported. */
      415: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unsupported_media_type';
          };
        };
      };
      /** @description `idempotency_key_reused`: The Idempotency-Key was used within 24 hours with another body. */
      422: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'idempotency_key_reused';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       *
       *     `request_in_progress`: The first request with the same Idempotency-Key has not been answered yet; repeat it later.
       *
       *     `too_many_large_bodies`: The memory for large requests is in use; try again later.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable' | 'request_in_progress' | 'too_many_large_bodies';
          };
        };
      };
    };
  };
  listFollowUps: {
    parameters: {
      query?: {
        /** @description limit must be a whole number from 1 to 200. */
        limit?: number;
        /** @description cursor must be the next_cursor of an earlier answer, unchanged. */
        cursor?: string;
      };
      header?: {
        /** @description The `ETag` of an earlier answer, which is not sent again. */
        'If-None-Match'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Lists all follow-ups of the chain that a job belongs to, oldest first */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FollowUpList'];
        };
      };
      /** @description The answer is the one that `If-None-Match` names. */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it. */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `not_found`: No such route, or nothing with this id. */
      404: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'not_found';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       *
       *     `too_many_large_answers`: The memory for large answers is in use; try again later, or ask for less at a time.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable' | 'too_many_large_answers';
          };
        };
      };
    };
  };
  followJob: {
    parameters: {
      query?: {
        /** @description after must be the seq of a message. */
        after?: number;
        /** @description format must be one of raw, text. */
        format?: 'raw' | 'text';
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Follows a job live, as Server-Sent Events */
      200: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'text/event-stream': string;
        };
      };
      /** @description The caller had every event, the last one included. */
      204: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it. */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `not_found`: No such route, or nothing with this id. */
      404: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'not_found';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       *
       *     `too_many_streams`: The maximum number of open streams is reached; try again later.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable' | 'too_many_streams';
          };
        };
      };
    };
  };
  followAllJobs: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Follows the status of all jobs live, as Server-Sent Events */
      200: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'text/event-stream': string;
        };
      };
      /** @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it. */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       *
       *     `too_many_streams`: The maximum number of open streams is reached; try again later.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable' | 'too_many_streams';
          };
        };
      };
    };
  };
  getMcpConfig: {
    parameters: {
      query?: never;
      header?: {
        /** @description The `ETag` of an earlier answer, which is not sent again. */
        'If-None-Match'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The MCP servers of a repository */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['McpConfig'];
        };
      };
      /** @description The answer is the one that `If-None-Match` names. */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it. */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `not_found`: No such route, or nothing with this id. */
      404: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'not_found';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  setMcpConfig: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          mcpServers: {
            [key: string]: {
              /** @enum {string} */
              type: 'stdio' | 'http' | 'sse';
              /** @description Of `stdio`: an absolute path, or a name to look up on PATH. */
              command?: string;
              args?: string[];
              env?: {
                [key: string]: string;
              };
              /** @description Of `http` and `sse`. */
              url?: string;
              headers?: {
                [key: string]: string;
              };
              /** @description Names of variables or headers whose values are secrets, whatever they look like. */
              secrets?: string[];
            };
          };
          allowedTools?: {
            [key: string]: string[] | '*';
          };
        };
      };
    };
    responses: {
      /** @description Replaces the MCP servers of a repository */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['McpConfig'];
        };
      };
      /**
       * @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it.
       *
       *     `malformed_json`: The body is not valid JSON.
       */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed' | 'malformed_json';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `not_found`: No such route, or nothing with this id. */
      404: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'not_found';
          };
        };
      };
      /** @description `request_timeout`: The request took too long to arrive. */
      408: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'request_timeout';
          };
        };
      };
      /** @description `payload_too_large`: The body is larger than 2 MB; that of `POST /jobs` and of a follow-up may have 15 MB, a delivery of GitHub 25 MB. */
      413: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'payload_too_large';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /** @description `unsupported_media_type`: The body is not sent as `application/json`, or in an encoding that is not supported. */
      415: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unsupported_media_type';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  removeMcpConfig: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Removes the MCP servers of a repository */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['McpConfig'];
        };
      };
      /** @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it. */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `not_found`: No such route, or nothing with this id. */
      404: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'not_found';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  getQueue: {
    parameters: {
      query?: {
        /** @description limit must be a whole number from 1 to 200. */
        limit?: number;
        /** @description cursor must be the next_cursor of an earlier answer, unchanged. */
        cursor?: string;
      };
      header?: {
        /** @description The `ETag` of an earlier answer, which is not sent again. */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What runs, what waits, and why */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Queue'];
        };
      };
      /** @description The answer is the one that `If-None-Match` names. */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it. */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       *
       *     `too_many_large_answers`: The memory for large answers is in use; try again later, or ask for less at a time.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable' | 'too_many_large_answers';
          };
        };
      };
    };
  };
  approvePlan: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ApprovePlan'];
      };
    };
    responses: {
      /** @description Approves the plan of a job, whose work begins then */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PlanAnswered'];
        };
      };
      /**
       * @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it.
       *
       *     `malformed_json`: The body is not valid JSON.
       *
       *     `job_not_awaiting_approval`: The job has no plan that waits for an answer.
       */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed' | 'malformed_json' | 'job_not_awaiting_approval';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `not_found`: No such route, or nothing with this id. */
      404: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'not_found';
          };
        };
      };
      /** @description `request_timeout`: The request took too long to arrive. */
      408: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'request_timeout';
          };
        };
      };
      /** @description `payload_too_large`: The body is larger than 2 MB; that of `POST /jobs` and of a follow-up may have 15 MB, a delivery of GitHub 25 MB. */
      413: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'payload_too_large';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /** @description `unsupported_media_type`: The body is not sent as `application/json`, or in an encoding that is not supported. */
      415: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unsupported_media_type';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  rejectPlan: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RejectPlan'];
      };
    };
    responses: {
      /** @description Rejects the plan of a job: Claude makes another */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PlanAnswered'];
        };
      };
      /**
       * @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it.
       *
       *     `malformed_json`: The body is not valid JSON.
       *
       *     `job_not_awaiting_approval`: The job has no plan that waits for an answer.
       */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed' | 'malformed_json' | 'job_not_awaiting_approval';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `not_found`: No such route, or nothing with this id. */
      404: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'not_found';
          };
        };
      };
      /** @description `request_timeout`: The request took too long to arrive. */
      408: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'request_timeout';
          };
        };
      };
      /** @description `payload_too_large`: The body is larger than 2 MB; that of `POST /jobs` and of a follow-up may have 15 MB, a delivery of GitHub 25 MB. */
      413: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'payload_too_large';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /** @description `unsupported_media_type`: The body is not sent as `application/json`, or in an encoding that is not supported. */
      415: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unsupported_media_type';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  sendMessage: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key with the same request answers the first response again for 24 hours; with another request it is refused. */
        'Idempotency-Key'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SendMessage'];
      };
    };
    responses: {
      /** @description Sends a message to a conversation */
      200: {
        headers: {
          /** @description The response is that of an earlier request. */
          'Idempotency-Replayed'?: 'true';
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SentMessage'];
        };
      };
      /**
       * @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it.
       *
       *     `malformed_json`: The body is not valid JSON.
       *
       *     `job_not_a_task`: Only task jobs take messages and can be completed.
       *
       *     `job_not_running`: The job is not running: it is queued, or has ended.
       *
       *     `job_completing`: The conversation is being completed and takes no more messages.
       */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed' | 'malformed_json' | 'job_not_a_task' | 'job_not_running' | 'job_completing';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `not_found`: No such route, or nothing with this id. */
      404: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'not_found';
          };
        };
      };
      /** @description `request_timeout`: The request took too long to arrive. */
      408: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'request_timeout';
          };
        };
      };
      /** @description `payload_too_large`: The body is larger than 2 MB; that of `POST /jobs` and of a follow-up may have 15 MB, a delivery of GitHub 25 MB. */
      413: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'payload_too_large';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /** @description `unsupported_media_type`: The body is not sent as `application/json`, or in an encoding that is not supported. */
      415: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unsupported_media_type';
          };
        };
      };
      /** @description `idempotency_key_reused`: The Idempotency-Key was used within 24 hours with another body. */
      422: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'idempotency_key_reused';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       *
       *     `request_in_progress`: The first request with the same Idempotency-Key has not been answered yet; repeat it later.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable' | 'request_in_progress';
          };
        };
      };
    };
  };
  completeJob: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Ends a conversation once all messages are answered */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Completing'];
        };
      };
      /**
       * @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it.
       *
       *     `job_not_a_task`: Only task jobs take messages and can be completed.
       *
       *     `job_not_running`: The job is not running: it is queued, or has ended.
       */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed' | 'job_not_a_task' | 'job_not_running';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `not_found`: No such route, or nothing with this id. */
      404: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'not_found';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  listIterations: {
    parameters: {
      query?: never;
      header?: {
        /** @description The `ETag` of an earlier answer, which is not sent again. */
        'If-None-Match'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What each iteration of a loop did */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Iterations'];
        };
      };
      /** @description The answer is the one that `If-None-Match` names. */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /**
       * @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it.
       *
       *     `job_not_a_ralph`: Only ralph jobs have iterations and can be stopped after one.
       */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed' | 'job_not_a_ralph';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `not_found`: No such route, or nothing with this id. */
      404: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'not_found';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       *
       *     `too_many_large_answers`: The memory for large answers is in use; try again later, or ask for less at a time.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable' | 'too_many_large_answers';
          };
        };
      };
    };
  };
  stopJob: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Ends a loop after its current iteration */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Stop'];
        };
      };
      /**
       * @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it.
       *
       *     `job_not_a_ralph`: Only ralph jobs have iterations and can be stopped after one.
       *
       *     `job_not_running`: The job is not running: it is queued, or has ended.
       */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed' | 'job_not_a_ralph' | 'job_not_running';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `not_found`: No such route, or nothing with this id. */
      404: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'not_found';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  checkRepository: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key with the same request answers the first response again for 24 hours; with another request it is refused. */
        'Idempotency-Key'?: string;
        /** @description `wait=<seconds>`, 1 to 60. */
        Prefer?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['CheckRepository'];
      };
    };
    responses: {
      /** @description Queues a check of whether jobs can work on a repository */
      201: {
        headers: {
          /** @description The response is that of an earlier request. */
          'Idempotency-Replayed'?: 'true';
          /** @description How long the answer could have waited. */
          'Preference-Applied'?: string;
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['JobDetail'];
        };
      };
      /**
       * @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it.
       *
       *     `malformed_json`: The body is not valid JSON.
       */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed' | 'malformed_json';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `not_found`: No such route, or nothing with this id. */
      404: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'not_found';
          };
        };
      };
      /** @description `request_timeout`: The request took too long to arrive. */
      408: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'request_timeout';
          };
        };
      };
      /** @description `encryption_key_required`: A field holds secrets, and the server has no `ENCRYPTION_KEY` to encrypt them with. */
      409: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'encryption_key_required';
          };
        };
      };
      /** @description `payload_too_large`: The body is larger than 2 MB; that of `POST /jobs` and of a follow-up may have 15 MB, a delivery of GitHub 25 MB. */
      413: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'payload_too_large';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /** @description `unsupported_media_type`: The body is not sent as `application/json`, or in an encoding that is not supported. */
      415: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unsupported_media_type';
          };
        };
      };
      /** @description `idempotency_key_reused`: The Idempotency-Key was used within 24 hours with another body. */
      422: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'idempotency_key_reused';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       *
       *     `request_in_progress`: The first request with the same Idempotency-Key has not been answered yet; repeat it later.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable' | 'request_in_progress';
          };
        };
      };
    };
  };
  drainNode: {
    parameters: {
      query?: {
        /** @description node must be the id of a node. */
        node?: string | null;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['ChooseNode'];
      };
    };
    responses: {
      /** @description Stops a server from taking jobs */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Node'];
        };
      };
      /**
       * @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it.
       *
       *     `malformed_json`: The body is not valid JSON.
       */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed' | 'malformed_json';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `not_found`: No such route, or nothing with this id. */
      404: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'not_found';
          };
        };
      };
      /** @description `request_timeout`: The request took too long to arrive. */
      408: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'request_timeout';
          };
        };
      };
      /** @description `node_displaced`: Another server has the NODE_ID of the one that got the request; name the node that you mean. */
      409: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'node_displaced';
          };
        };
      };
      /** @description `payload_too_large`: The body is larger than 2 MB; that of `POST /jobs` and of a follow-up may have 15 MB, a delivery of GitHub 25 MB. */
      413: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'payload_too_large';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /** @description `unsupported_media_type`: The body is not sent as `application/json`, or in an encoding that is not supported. */
      415: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unsupported_media_type';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  resumeNode: {
    parameters: {
      query?: {
        /** @description node must be the id of a node. */
        node?: string | null;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['ChooseNode'];
      };
    };
    responses: {
      /** @description Lets a server take jobs again */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Node'];
        };
      };
      /**
       * @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it.
       *
       *     `malformed_json`: The body is not valid JSON.
       */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed' | 'malformed_json';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `not_found`: No such route, or nothing with this id. */
      404: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'not_found';
          };
        };
      };
      /** @description `request_timeout`: The request took too long to arrive. */
      408: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'request_timeout';
          };
        };
      };
      /** @description `node_displaced`: Another server has the NODE_ID of the one that got the request; name the node that you mean. */
      409: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'node_displaced';
          };
        };
      };
      /** @description `payload_too_large`: The body is larger than 2 MB; that of `POST /jobs` and of a follow-up may have 15 MB, a delivery of GitHub 25 MB. */
      413: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'payload_too_large';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /** @description `unsupported_media_type`: The body is not sent as `application/json`, or in an encoding that is not supported. */
      415: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unsupported_media_type';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  getUsage: {
    parameters: {
      query?: {
        /** @description groupBy must be one of client, repository, feature, jobType, model, teamMember, day, month. */
        groupBy?: 'client' | 'repository' | 'feature' | 'jobType' | 'model' | 'teamMember' | 'day' | 'month';
        /** @description clientId must be a UUID. */
        clientId?: string;
        from?: string;
        to?: string;
      };
      header?: {
        /** @description The `ETag` of an earlier answer, which is not sent again. */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was used, and what it cost */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Usage'];
          'text/csv': string;
        };
      };
      /** @description The answer is the one that `If-None-Match` names. */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it. */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  getClientUsage: {
    parameters: {
      query?: {
        /** @description groupBy must be one of client, repository, feature, jobType, model, teamMember, day, month. */
        groupBy?: 'client' | 'repository' | 'feature' | 'jobType' | 'model' | 'teamMember' | 'day' | 'month';
        from?: string;
        to?: string;
      };
      header?: {
        /** @description The `ETag` of an earlier answer, which is not sent again. */
        'If-None-Match'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was used for one client, and what it cost */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Usage'];
          'text/csv': string;
        };
      };
      /** @description The answer is the one that `If-None-Match` names. */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it. */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `not_found`: No such route, or nothing with this id. */
      404: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'not_found';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  listWebhooks: {
    parameters: {
      query?: {
        /** @description limit must be a whole number from 1 to 200. */
        limit?: number;
        /** @description cursor must be the next_cursor of an earlier answer, unchanged. */
        cursor?: string;
      };
      header?: {
        /** @description The `ETag` of an earlier answer, which is not sent again. */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Lists webhooks, oldest first */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WebhookList'];
        };
      };
      /** @description The answer is the one that `If-None-Match` names. */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it. */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  createWebhook: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CreateWebhook'];
      };
    };
    responses: {
      /** @description Creates a webhook; its secret is shown only now */
      201: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WebhookWithSecret'];
        };
      };
      /**
       * @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it.
       *
       *     `malformed_json`: The body is not valid JSON.
       */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed' | 'malformed_json';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `not_found`: No such route, or nothing with this id. */
      404: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'not_found';
          };
        };
      };
      /** @description `request_timeout`: The request took too long to arrive. */
      408: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'request_timeout';
          };
        };
      };
      /** @description `too_many_webhooks`: The maximum number of webhooks is reached. */
      409: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_webhooks';
          };
        };
      };
      /** @description `payload_too_large`: The body is larger than 2 MB; that of `POST /jobs` and of a follow-up may have 15 MB, a delivery of GitHub 25 MB. */
      413: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'payload_too_large';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /** @description `unsupported_media_type`: The body is not sent as `application/json`, or in an encoding that is not supported. */
      415: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unsupported_media_type';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  getWebhook: {
    parameters: {
      query?: never;
      header?: {
        /** @description The `ETag` of an earlier answer, which is not sent again. */
        'If-None-Match'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Shows a webhook, without its secret */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Webhook'];
        };
      };
      /** @description The answer is the one that `If-None-Match` names. */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it. */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `not_found`: No such route, or nothing with this id. */
      404: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'not_found';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  removeWebhook: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Removes a webhook and its deliveries */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Webhook'];
        };
      };
      /** @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it. */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `not_found`: No such route, or nothing with this id. */
      404: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'not_found';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  changeWebhook: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ChangeWebhook'];
      };
    };
    responses: {
      /** @description Changes a webhook, or switches it on or off */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Webhook'];
        };
      };
      /**
       * @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it.
       *
       *     `malformed_json`: The body is not valid JSON.
       */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed' | 'malformed_json';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `not_found`: No such route, or nothing with this id. */
      404: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'not_found';
          };
        };
      };
      /** @description `request_timeout`: The request took too long to arrive. */
      408: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'request_timeout';
          };
        };
      };
      /** @description `payload_too_large`: The body is larger than 2 MB; that of `POST /jobs` and of a follow-up may have 15 MB, a delivery of GitHub 25 MB. */
      413: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'payload_too_large';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /** @description `unsupported_media_type`: The body is not sent as `application/json`, or in an encoding that is not supported. */
      415: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unsupported_media_type';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  rotateWebhookSecret: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Gives a webhook another secret; the former one signs too for 24 hours */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WebhookWithSecret'];
        };
      };
      /** @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it. */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `not_found`: No such route, or nothing with this id. */
      404: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'not_found';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  testWebhook: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Sends the event `webhook.test` at once, also to a webhook that is switched off */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WebhookTest'];
        };
      };
      /** @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it. */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `not_found`: No such route, or nothing with this id. */
      404: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'not_found';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  listDeliveries: {
    parameters: {
      query?: {
        /** @description limit must be a whole number from 1 to 200. */
        limit?: number;
        /** @description cursor must be the next_cursor of an earlier answer, unchanged. */
        cursor?: string;
        /** @description status must be one of pending, delivered, failed. */
        status?: 'pending' | 'delivered' | 'failed';
      };
      header?: {
        /** @description The `ETag` of an earlier answer, which is not sent again. */
        'If-None-Match'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Lists the deliveries to a webhook, newest first */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DeliveryList'];
        };
      };
      /** @description The answer is the one that `If-None-Match` names. */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it. */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `not_found`: No such route, or nothing with this id. */
      404: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'not_found';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  redeliver: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        deliveryId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Delivers an event once more */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Delivery'];
        };
      };
      /** @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it. */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `not_found`: No such route, or nothing with this id. */
      404: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'not_found';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  receiveFromGithub: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': Record<string, never>;
      };
    };
    responses: {
      /** @description Takes what GitHub tells of pull requests; for the webhook at GitHub alone */
      202: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['GithubDelivery'];
        };
      };
      /**
       * @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it.
       *
       *     `malformed_json`: The body is not valid JSON.
       */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed' | 'malformed_json';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `not_found`: No such route, or nothing with this id. */
      404: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'not_found';
          };
        };
      };
      /** @description `request_timeout`: The request took too long to arrive. */
      408: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'request_timeout';
          };
        };
      };
      /** @description `payload_too_large`: The body is larger than 2 MB; that of `POST /jobs` and of a follow-up may have 15 MB, a delivery of GitHub 25 MB. */
      413: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'payload_too_large';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /** @description `unsupported_media_type`: The body is not sent as `application/json`, or in an encoding that is not supported. */
      415: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unsupported_media_type';
          };
        };
      };
      /** @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again. */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       *
       *     `too_many_large_bodies`: The memory for large requests is in use; try again later.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable' | 'too_many_large_bodies';
          };
        };
      };
    };
  };
  getHealth: {
    parameters: {
      query?: never;
      header?: {
        /** @description The `ETag` of an earlier answer, which is not sent again. */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Whether the server can do its work, and what it lacks */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Health'];
        };
      };
      /** @description The answer is the one that `If-None-Match` names. */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it. */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  getLiveness: {
    parameters: {
      query?: never;
      header?: {
        /** @description The `ETag` of an earlier answer, which is not sent again. */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Whether the process responds */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Alive'];
        };
      };
      /** @description The answer is the one that `If-None-Match` names. */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it. */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  getReadiness: {
    parameters: {
      query?: never;
      header?: {
        /** @description The `ETag` of an earlier answer, which is not sent again. */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Whether requests that need the database can be served */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Alive'];
        };
      };
      /** @description The answer is the one that `If-None-Match` names. */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it. */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  examine: {
    parameters: {
      query?: never;
      header?: {
        /** @description The `ETag` of an earlier answer, which is not sent again. */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What the server that answers lacks, and what to do */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Doctor'];
        };
      };
      /** @description The answer is the one that `If-None-Match` names. */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it. */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  getDiskUsage: {
    parameters: {
      query?: never;
      header?: {
        /** @description The `ETag` of an earlier answer, which is not sent again. */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Disk usage of the server that answers */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Disk'];
        };
      };
      /** @description The answer is the one that `If-None-Match` names. */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it. */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  cleanUp: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Runs the hourly housekeeping now */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Housekeeping'];
        };
      };
      /** @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it. */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  getMetrics: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Numbers about the server and its jobs, for Prometheus */
      200: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'text/plain': string;
        };
      };
      /** @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it. */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  getDocument: {
    parameters: {
      query?: never;
      header?: {
        /** @description The `ETag` of an earlier answer, which is not sent again. */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description This document */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            [key: string]: unknown;
          };
        };
      };
      /** @description The answer is the one that `If-None-Match` names. */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it. */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  getReference: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description This document as a page */
      200: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
      /** @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it. */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  useTools: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['McpMessage'];
      };
    };
    responses: {
      /** @description The API as tools for models, by the Model Context Protocol */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            [key: string]: unknown;
          };
          'text/event-stream': string;
        };
      };
      /** @description A notification was taken. */
      202: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /**
       * @description `validation_failed`: A body field, query parameter or path id is missing, malformed or unknown; `details` names it.
       *
       *     `malformed_json`: The body is not valid JSON.
       */
      400: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'validation_failed' | 'malformed_json';
          };
        };
      };
      /** @description `unauthorized`: The `Authorization` header is missing or of another scheme, or its token is not valid; `error` says which. Of a delivery of GitHub: its signature is wrong. */
      401: {
        headers: {
          'WWW-Authenticate': 'Bearer';
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unauthorized';
          };
        };
      };
      /** @description `forbidden`: The key lacks the scope that the route requires, or is bound to clients where the route concerns all of them. */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'forbidden';
          };
        };
      };
      /** @description `request_timeout`: The request took too long to arrive. */
      408: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'request_timeout';
          };
        };
      };
      /** @description `payload_too_large`: The body is larger than 2 MB; that of `POST /jobs` and of a follow-up may have 15 MB, a delivery of GitHub 25 MB. */
      413: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'payload_too_large';
          };
        };
      };
      /** @description `url_too_long`: The URL is longer than 8,192 characters. */
      414: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'url_too_long';
          };
        };
      };
      /** @description `unsupported_media_type`: The body is not sent as `application/json`, or in an encoding that is not supported. */
      415: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'unsupported_media_type';
          };
        };
      };
      /**
       * @description `too_many_attempts`: Too many requests without a valid token, or signature, from this address; `Retry-After` says when it may try again.
       *
       *     `rate_limited`: The caller has sent, or created, as much as it may; `Retry-After` says when it may go on.
       */
      429: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          /** @description The limits of the caller, also in every other answer; absent: it has none. */
          'RateLimit-Policy'?: string;
          /** @description What is left of the limit; that of requests also in every other answer. */
          RateLimit?: string;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'too_many_attempts' | 'rate_limited';
          };
        };
      };
      /** @description `headers_too_large`: The headers of the request are too many or too large. */
      431: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'headers_too_large';
          };
        };
      };
      /** @description `internal`: An unexpected fault; see the server log. */
      500: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'internal';
          };
        };
      };
      /**
       * @description `shutting_down`: The server is stopping and accepts no new work.
       *
       *     `store_unavailable`: The database cannot be reached.
       */
      503: {
        headers: {
          /** @description Seconds until it may be tried again. */
          'Retry-After': number;
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'] & {
            /** @enum {string} */
            code?: 'shutting_down' | 'store_unavailable';
          };
        };
      };
    };
  };
  onJobCreated: {
    parameters: {
      query?: never;
      header: {
        /** @description The id of the event: the same on every attempt, and for every webhook. */
        'webhook-id': string;
        /** @description When the attempt was made, in seconds since 1970. */
        'webhook-timestamp': string;
        /** @description One or two signatures, separated by a space, each as `v1,<base64>`. */
        'webhook-signature': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          type: 'job.created';
          /**
           * Format: date-time
           * @description When it happened.
           */
          timestamp: string;
          data: components['schemas']['JobEventData'];
        };
      };
    };
    responses: {
      /** @description The receiver wants no more: the webhook is switched off. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description It was taken. Answer within 15 seconds; of a body nothing is used. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description It was not taken, and is tried again, after `Retry-After` at the earliest. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  onJobStarted: {
    parameters: {
      query?: never;
      header: {
        /** @description The id of the event: the same on every attempt, and for every webhook. */
        'webhook-id': string;
        /** @description When the attempt was made, in seconds since 1970. */
        'webhook-timestamp': string;
        /** @description One or two signatures, separated by a space, each as `v1,<base64>`. */
        'webhook-signature': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          type: 'job.started';
          /**
           * Format: date-time
           * @description When it happened.
           */
          timestamp: string;
          data: components['schemas']['JobEventData'];
        };
      };
    };
    responses: {
      /** @description The receiver wants no more: the webhook is switched off. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description It was taken. Answer within 15 seconds; of a body nothing is used. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description It was not taken, and is tried again, after `Retry-After` at the earliest. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  onJobAwaitingInput: {
    parameters: {
      query?: never;
      header: {
        /** @description The id of the event: the same on every attempt, and for every webhook. */
        'webhook-id': string;
        /** @description When the attempt was made, in seconds since 1970. */
        'webhook-timestamp': string;
        /** @description One or two signatures, separated by a space, each as `v1,<base64>`. */
        'webhook-signature': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          type: 'job.awaiting_input';
          /**
           * Format: date-time
           * @description When it happened.
           */
          timestamp: string;
          data: components['schemas']['QuestionEventData'];
        };
      };
    };
    responses: {
      /** @description The receiver wants no more: the webhook is switched off. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description It was taken. Answer within 15 seconds; of a body nothing is used. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description It was not taken, and is tried again, after `Retry-After` at the earliest. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  onJobAwaitingApproval: {
    parameters: {
      query?: never;
      header: {
        /** @description The id of the event: the same on every attempt, and for every webhook. */
        'webhook-id': string;
        /** @description When the attempt was made, in seconds since 1970. */
        'webhook-timestamp': string;
        /** @description One or two signatures, separated by a space, each as `v1,<base64>`. */
        'webhook-signature': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          type: 'job.awaiting_approval';
          /**
           * Format: date-time
           * @description When it happened.
           */
          timestamp: string;
          data: components['schemas']['PlanEventData'];
        };
      };
    };
    responses: {
      /** @description The receiver wants no more: the webhook is switched off. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description It was taken. Answer within 15 seconds; of a body nothing is used. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description It was not taken, and is tried again, after `Retry-After` at the earliest. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  onJobIterationCompleted: {
    parameters: {
      query?: never;
      header: {
        /** @description The id of the event: the same on every attempt, and for every webhook. */
        'webhook-id': string;
        /** @description When the attempt was made, in seconds since 1970. */
        'webhook-timestamp': string;
        /** @description One or two signatures, separated by a space, each as `v1,<base64>`. */
        'webhook-signature': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          type: 'job.iteration_completed';
          /**
           * Format: date-time
           * @description When it happened.
           */
          timestamp: string;
          data: components['schemas']['IterationEventData'];
        };
      };
    };
    responses: {
      /** @description The receiver wants no more: the webhook is switched off. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description It was taken. Answer within 15 seconds; of a body nothing is used. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description It was not taken, and is tried again, after `Retry-After` at the earliest. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  onJobCompleted: {
    parameters: {
      query?: never;
      header: {
        /** @description The id of the event: the same on every attempt, and for every webhook. */
        'webhook-id': string;
        /** @description When the attempt was made, in seconds since 1970. */
        'webhook-timestamp': string;
        /** @description One or two signatures, separated by a space, each as `v1,<base64>`. */
        'webhook-signature': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          type: 'job.completed';
          /**
           * Format: date-time
           * @description When it happened.
           */
          timestamp: string;
          data: components['schemas']['JobEventData'];
        };
      };
    };
    responses: {
      /** @description The receiver wants no more: the webhook is switched off. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description It was taken. Answer within 15 seconds; of a body nothing is used. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description It was not taken, and is tried again, after `Retry-After` at the earliest. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  onJobFailed: {
    parameters: {
      query?: never;
      header: {
        /** @description The id of the event: the same on every attempt, and for every webhook. */
        'webhook-id': string;
        /** @description When the attempt was made, in seconds since 1970. */
        'webhook-timestamp': string;
        /** @description One or two signatures, separated by a space, each as `v1,<base64>`. */
        'webhook-signature': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          type: 'job.failed';
          /**
           * Format: date-time
           * @description When it happened.
           */
          timestamp: string;
          data: components['schemas']['JobEventData'];
        };
      };
    };
    responses: {
      /** @description The receiver wants no more: the webhook is switched off. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description It was taken. Answer within 15 seconds; of a body nothing is used. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description It was not taken, and is tried again, after `Retry-After` at the earliest. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  onJobCancelled: {
    parameters: {
      query?: never;
      header: {
        /** @description The id of the event: the same on every attempt, and for every webhook. */
        'webhook-id': string;
        /** @description When the attempt was made, in seconds since 1970. */
        'webhook-timestamp': string;
        /** @description One or two signatures, separated by a space, each as `v1,<base64>`. */
        'webhook-signature': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          type: 'job.cancelled';
          /**
           * Format: date-time
           * @description When it happened.
           */
          timestamp: string;
          data: components['schemas']['JobEventData'];
        };
      };
    };
    responses: {
      /** @description The receiver wants no more: the webhook is switched off. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description It was taken. Answer within 15 seconds; of a body nothing is used. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description It was not taken, and is tried again, after `Retry-After` at the earliest. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  onPullRequestOpened: {
    parameters: {
      query?: never;
      header: {
        /** @description The id of the event: the same on every attempt, and for every webhook. */
        'webhook-id': string;
        /** @description When the attempt was made, in seconds since 1970. */
        'webhook-timestamp': string;
        /** @description One or two signatures, separated by a space, each as `v1,<base64>`. */
        'webhook-signature': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          type: 'pull_request.opened';
          /**
           * Format: date-time
           * @description When it happened.
           */
          timestamp: string;
          data: components['schemas']['JobEventData'];
        };
      };
    };
    responses: {
      /** @description The receiver wants no more: the webhook is switched off. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description It was taken. Answer within 15 seconds; of a body nothing is used. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description It was not taken, and is tried again, after `Retry-After` at the earliest. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  onPullRequestUpdated: {
    parameters: {
      query?: never;
      header: {
        /** @description The id of the event: the same on every attempt, and for every webhook. */
        'webhook-id': string;
        /** @description When the attempt was made, in seconds since 1970. */
        'webhook-timestamp': string;
        /** @description One or two signatures, separated by a space, each as `v1,<base64>`. */
        'webhook-signature': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          type: 'pull_request.updated';
          /**
           * Format: date-time
           * @description When it happened.
           */
          timestamp: string;
          data: components['schemas']['JobEventData'];
        };
      };
    };
    responses: {
      /** @description The receiver wants no more: the webhook is switched off. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description It was taken. Answer within 15 seconds; of a body nothing is used. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description It was not taken, and is tried again, after `Retry-After` at the earliest. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  onPullRequestMerged: {
    parameters: {
      query?: never;
      header: {
        /** @description The id of the event: the same on every attempt, and for every webhook. */
        'webhook-id': string;
        /** @description When the attempt was made, in seconds since 1970. */
        'webhook-timestamp': string;
        /** @description One or two signatures, separated by a space, each as `v1,<base64>`. */
        'webhook-signature': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          type: 'pull_request.merged';
          /**
           * Format: date-time
           * @description When it happened.
           */
          timestamp: string;
          data: components['schemas']['JobEventData'];
        };
      };
    };
    responses: {
      /** @description The receiver wants no more: the webhook is switched off. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description It was taken. Answer within 15 seconds; of a body nothing is used. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description It was not taken, and is tried again, after `Retry-After` at the earliest. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  onPullRequestClosed: {
    parameters: {
      query?: never;
      header: {
        /** @description The id of the event: the same on every attempt, and for every webhook. */
        'webhook-id': string;
        /** @description When the attempt was made, in seconds since 1970. */
        'webhook-timestamp': string;
        /** @description One or two signatures, separated by a space, each as `v1,<base64>`. */
        'webhook-signature': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          type: 'pull_request.closed';
          /**
           * Format: date-time
           * @description When it happened.
           */
          timestamp: string;
          data: components['schemas']['JobEventData'];
        };
      };
    };
    responses: {
      /** @description The receiver wants no more: the webhook is switched off. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description It was taken. Answer within 15 seconds; of a body nothing is used. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description It was not taken, and is tried again, after `Retry-After` at the earliest. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  onBudgetWarning: {
    parameters: {
      query?: never;
      header: {
        /** @description The id of the event: the same on every attempt, and for every webhook. */
        'webhook-id': string;
        /** @description When the attempt was made, in seconds since 1970. */
        'webhook-timestamp': string;
        /** @description One or two signatures, separated by a space, each as `v1,<base64>`. */
        'webhook-signature': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          type: 'budget.warning';
          /**
           * Format: date-time
           * @description When it happened.
           */
          timestamp: string;
          data: components['schemas']['BudgetEventData'];
        };
      };
    };
    responses: {
      /** @description The receiver wants no more: the webhook is switched off. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description It was taken. Answer within 15 seconds; of a body nothing is used. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description It was not taken, and is tried again, after `Retry-After` at the earliest. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  onBudgetExceeded: {
    parameters: {
      query?: never;
      header: {
        /** @description The id of the event: the same on every attempt, and for every webhook. */
        'webhook-id': string;
        /** @description When the attempt was made, in seconds since 1970. */
        'webhook-timestamp': string;
        /** @description One or two signatures, separated by a space, each as `v1,<base64>`. */
        'webhook-signature': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          type: 'budget.exceeded';
          /**
           * Format: date-time
           * @description When it happened.
           */
          timestamp: string;
          data: components['schemas']['BudgetEventData'];
        };
      };
    };
    responses: {
      /** @description The receiver wants no more: the webhook is switched off. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description It was taken. Answer within 15 seconds; of a body nothing is used. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description It was not taken, and is tried again, after `Retry-After` at the earliest. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  onWebhookTest: {
    parameters: {
      query?: never;
      header: {
        /** @description The id of the event: the same on every attempt, and for every webhook. */
        'webhook-id': string;
        /** @description When the attempt was made, in seconds since 1970. */
        'webhook-timestamp': string;
        /** @description One or two signatures, separated by a space, each as `v1,<base64>`. */
        'webhook-signature': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          type: 'webhook.test';
          /**
           * Format: date-time
           * @description When it happened.
           */
          timestamp: string;
          data: components['schemas']['TestEventData'];
        };
      };
    };
    responses: {
      /** @description The receiver wants no more: the webhook is switched off. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description It was taken. Answer within 15 seconds; of a body nothing is used. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description It was not taken, and is tried again, after `Retry-After` at the earliest. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
}
