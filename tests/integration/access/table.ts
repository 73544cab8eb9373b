/**
 * Who may do what, written by hand: nothing here is made from the code that it judges. Each line says in which
 * situation (situations.ts), which request, with which body, and what four people get: the reviewer who started it, a
 * reviewer who has answered where somebody has, an author, and an admin. `{x}` is the id of that name in the situation.
 */
export type Line = [
  situation: string,
  request: string,
  body: unknown,
  expected: [starter: number, reviewer: number, author: number, admin: number],
];

const all = (status: number): Line[3] => [status, status, status, status];

/** T1 to T4: what is done to runs as a whole. */
export const control: Line[] = [
  ["open", "POST /api/v1/runs/{run}/cancel", {}, [200, 403, 200, 200]],
  ["for admins", "POST /api/v1/runs/{run}/cancel", {}, [403, 403, 403, 200]],
  ["to sign", "POST /api/v1/runs/{run}/cancel", {}, [403, 403, 200, 200]],
  ["to be paid", "POST /api/v1/runs/{run}/cancel", {}, [403, 403, 200, 200]],
  ["race", "POST /api/v1/runs/{run}/cancel", {}, [200, 403, 403, 200]],
  ["race", "POST /api/v1/runs/{bell}/cancel", {}, [403, 403, 200, 200]],
  ["race", "POST /api/v1/runs/{ask}/cancel", {}, [403, 403, 403, 200]],
  ["failed", "POST /api/v1/runs/{run}/retry", {}, [200, 403, 200, 200]],

  ["open", "POST /api/v1/runs/{run}/rewind", { seq: 1 }, [403, 403, 200, 200]],
  ["for admins", "POST /api/v1/runs/{run}/rewind", { seq: 1 }, [403, 403, 403, 200]],
  ["for admins", "POST /api/v1/runs/{run}/rewind", { seq: 4 }, [403, 403, 403, 200]],
  ["to sign", "POST /api/v1/runs/{run}/rewind", { seq: 1 }, [403, 403, 403, 200]],
  ["to sign", "POST /api/v1/runs/{run}/rewind", { seq: 3 }, [403, 403, 403, 200]],
  ["race", "POST /api/v1/runs/{run}/rewind", { seq: 1 }, [403, 403, 403, 200]],

  ["open", "POST /api/v1/runs/{run}/fork", { seq: 2 }, [403, 403, 201, 201]],
  ["open", "POST /api/v1/runs/{run}/fork", { seq: 2, data: { limits: 5 } }, [403, 403, 403, 201]],
  ["for admins", "POST /api/v1/runs/{run}/fork", { seq: 1 }, [403, 403, 403, 201]],
  ["for admins", "POST /api/v1/runs/{run}/fork", { seq: 4 }, [403, 403, 403, 201]],
  ["for admins", "POST /api/v1/runs/{run}/fork", { seq: 4, data: { anybody: { action: "yes" } } }, all(403)],
  ["for admins", "POST /api/v1/runs/{run}/fork", { seq: 1, data: { anybody: { action: "yes" } } }, all(403)],
  ["for admins", "POST /api/v1/runs/{run}/fork", { seq: 4, data: { judged: "Dana" } }, all(403)],
  ["for admins", "POST /api/v1/runs/{run}/fork", { seq: 4, data: { limits: 5 } }, all(403)],
  ["for admins", "POST /api/v1/runs/{run}/fork", { seq: 2, data: { limits: 5 } }, [403, 403, 403, 201]],
  ["to sign", "POST /api/v1/runs/{run}/fork", { seq: 1 }, [403, 403, 403, 201]],
  ["to sign", "POST /api/v1/runs/{run}/fork", { seq: 3 }, all(403)],
  ["refused", "POST /api/v1/runs/{run}/fork", { seq: 2 }, all(403)],
  [
    "refused",
    "POST /api/v1/runs/{run}/fork",
    { seq: 2, data: { approval: { winner: "manager", output: { approved: true, by: "Dana", reason: null } } } },
    all(403),
  ],
  [
    "refused",
    "POST /api/v1/runs/{run}/fork",
    { seq: 1, data: { approval: { winner: "manager", output: { approved: true, by: "Dana", reason: null } } } },
    all(403),
  ],

  ["to be paid", "POST /api/v1/runs/{run}/signals", { name: "payment", data: 1 }, [403, 403, 200, 200]],
  ["open", "POST /api/v1/runs/{run}/signals", { name: "payment", data: 1 }, [403, 403, 200, 200]],
  ["race", "POST /api/v1/runs/{bell}/signals", { name: "bell", data: 1 }, [403, 403, 403, 200]],
  ["open", "POST /api/v1/runs/{run}/migrate", {}, [403, 403, 200, 200]],
  ["for admins", "POST /api/v1/runs/{run}/migrate", {}, [403, 403, 403, 200]],
  ["race", "POST /api/v1/runs/{run}/migrate", {}, [403, 403, 403, 200]],
];

/** Who answers, and moves when an answer is due. */
export const answers: Line[] = [
  ["open", "POST /api/v1/reviews/{review}/decision", { action: "yes" }, [200, 200, 200, 200]],
  ["for admins", "POST /api/v1/reviews/{review}/decision", { action: "yes" }, [403, 403, 403, 200]],
  ["to approve", "POST /api/v1/reviews/{review}/decision", { action: "approve" }, [403, 200, 200, 200]],
  ["to sign", "POST /api/v1/reviews/{review}/decision", { action: "sign" }, [403, 403, 200, 200]],
  ["to sign", "PATCH /api/v1/reviews/{review}", { dueAt: "{later}" }, [403, 403, 200, 200]],
  ["to sign", "PATCH /api/v1/reviews/{review}", { dueAt: "{soon}" }, [403, 403, 403, 200]],
  ["for admins", "PATCH /api/v1/reviews/{review}", { dueAt: null }, [403, 403, 403, 200]],
  ["open", "POST /workflow_resume", { execution_id: "{run}", data: { action: "yes" } }, [200, 200, 200, 200]],
  ["to approve", "POST /provide-input", { run_id: "{branch}", value: "approve" }, [403, 200, 200, 200]],
];

/** The rest of REST and the dialects, in the order of docs/api.md. */
export const others: Line[] = [
  ["open", "GET /api/v1/workflows", null, all(200)],
  ["open", "POST /api/v1/runs", { workflow: "keys", input: { what: "x" } }, all(201)],
  ["open", "GET /api/v1/runs", null, all(200)],
  ["open", "GET /api/v1/runs/{run}", null, all(200)],
  ["open", "GET /api/v1/runs/{run}/events", null, all(200)],
  ["open", "GET /api/v1/runs/{run}/steps", null, all(200)],
  ["open", "GET /api/v1/runs/{run}/steps/1", null, all(200)],
  ["open", "GET /api/v1/runs/{run}/workflow", null, all(200)],
  ["open", "GET /api/v1/runs/{run}/branches", null, all(200)],
  ["open", "GET /api/v1/runs/{run}/drafts", null, all(200)],
  ["open", "GET /api/v1/runs/{run}/comments", null, all(200)],
  ["open", "GET /api/v1/reviews", null, all(200)],
  ["open", "GET /api/v1/reviews/count", null, all(200)],
  ["open", "GET /api/v1/reviews/{review}", null, all(200)],
  ["open", "GET /api/v1/threads", null, all(200)],
  ["open", "POST /api/v1/threads", { prompt: "Say hello" }, all(201)],
  ["open", "GET /api/v1/threads/{thread}/turns", null, [200, 404, 404, 404]],
  ["open", "GET /api/v1/me", null, all(200)],
  ["open", "PATCH /api/v1/me", { mail: "none" }, all(200)],
  ["open", "POST /api/v1/files?name=a.txt", "text", all(201)],
  ["open", "GET /api/v1/files/{file}", null, [200, 404, 404, 404]],
  ["open", "GET /api/v1/schedules", null, all(200)],
  ["open", "PATCH /api/v1/schedules/{schedule}", { enabled: true }, [403, 403, 200, 200]],
  ["open", "GET /api/v1/agents", null, all(200)],
  ["open", "POST /api/v1/agents", { name: "{unique}", kind: "prompt", instructions: "Help." }, [403, 403, 201, 201]],
  ["open", "GET /api/v1/agents/search?query=x", null, all(200)],
  ["open", "GET /api/v1/agents/{agent}", null, all(200)],
  ["open", "PATCH /api/v1/agents/{agent}", { enabled: true }, [403, 403, 200, 200]],
  ["open", "POST /api/v1/agents/{agent}/test", {}, [403, 403, 200, 200]],
  ["open", "DELETE /api/v1/agents/{agent}", {}, [403, 403, 200, 200]],
  ["open", "GET /api/health", null, all(200)],
  ["open", "POST /process", { workflow: "keys", input: { what: "x" } }, all(200)],
  ["open", "POST /api/chat", { prompt: "Say hello" }, all(200)],
  ["open", "POST /api/chat/continue", { thread_id: "{thread}", response: "x" }, [409, 404, 404, 404]],
  ["open", "GET /api/chat/status/{thread}", null, [200, 404, 404, 404]],
  ["open", "POST /start-workflow", { workflow: "keys", input: { what: "x" } }, all(200)],
  ["open", "GET /workflow-status?run_id={run}", null, all(200)],
];

/** Methods of A2A, in JSON-RPC of 1.0; what is refused there has its own shape, with our code in it. */
export const a2a: Line[] = [
  ["open", "GetTask", { id: "{run}" }, all(200)],
  ["open", "ListTasks", {}, all(200)],
  ["open", "SubscribeToTask", { id: "{run}" }, all(200)],
  ["open", "CreateTaskPushNotificationConfig", { taskId: "{run}", id: "p", url: "https://example.com" }, all(200)],
  ["open", "ListTaskPushNotificationConfigs", { taskId: "{run}" }, all(200)],
  ["open", "CancelTask", { id: "{run}" }, [200, 403, 200, 200]],
  ["for admins", "CancelTask", { id: "{run}" }, [403, 403, 403, 200]],
  ["race", "CancelTask", { id: "{run}" }, [200, 403, 403, 200]],
  ["open", "SendMessage", { message: { taskId: "{run}", parts: [{ data: { action: "yes" } }] } }, all(200)],
  [
    "to sign",
    "SendMessage",
    { message: { taskId: "{run}", parts: [{ data: { reviewId: "{review}", action: "sign" } }] } },
    [403, 403, 200, 200],
  ],
];
