/**
 * What comes of every event in every state: the status of the run then (R running, W waiting, C completed, F failed,
 * X canceled), or why nothing changes (a already started, c review is closed, d its deadline has passed, h the lease is
 * held, l the lease is lost, m the run can't be migrated, n nothing is due, new or held, p it is up to the parent, q what
 * was held comes first, r the race is lost, s not in this status, v another visit,
 * w a step is being worked on). A dot where the event can't come.
 */
export const TABLE = `
                                 new     unborn  due     later   work    cut     lost    failed  failedB done    cancel
branch.ended                     .       v       v       v       v       v       r       v       v       v       v
branch.ended, another visit      .       v       v       v       v       v       r       v       v       v       v
effect.failed, another lease     .       .       l       l       l       l       r       s       s       s       s
effect.failed, another visit     .       .       v       v       v       v       r       s       s       s       s
effect.failed, for good          .       .       l       l       CF      CF      r       s       s       s       s
effect.failed, for now           .       .       l       l       CFR     CFR     r       s       s       s       s
effect.succeeded                 .       .       l       l       CFRW    CFRW    r       s       s       s       s
effect.succeeded, another lease  .       .       l       l       l       l       r       s       s       s       s
effect.succeeded, another visit  .       .       v       v       v       v       r       s       s       s       s
effect.suspended                 .       .       l       l       W       W       r       s       s       s       s
effect.suspended, another lease  .       .       l       l       l       l       r       s       s       s       s
effect.suspended, another visit  .       .       v       v       v       v       r       s       s       s       s
lease.claimed                    .       .       R       h       h       FR      r       s       s       s       s
review.decided                   .       .       .       .       .       .       r       .       .       .       .
review.decided, closed           .       c       c       c       c       c       r       c       c       c       c
review.decided, closed, unknown  .       c       c       c       c       c       r       c       c       c       c
review.decided, unknown          .       .       .       .       .       .       r       .       .       .       .
review.rescheduled               .       .       .       .       .       .       r       .       .       .       .
review.rescheduled, closed       .       c       c       c       c       c       r       c       c       c       c
run.canceled                     .       X       X       X       X       X       X       X       X       s       s
run.canceled, unknown            .       X       X       X       X       X       X       X       X       s       s
run.forked                       CFRW    .       a       a       a       a       .       a       .       a       a
run.migrated                     .       Rm      Rm      w       w       Rm      r       Fm      Fm      s       rs
run.migrated, another visit      .       v       v       v       v       v       r       v       v       v       rv
run.resumed                      .       n       n       n       n       n       r       n       n       n       n
run.retried                      .       s       s       s       s       s       r       CFRW    p       s       s
run.rewound                      .       .       CFRW    CFRW    CFRW    CFRW    r       CFRW    p       s       s
run.started                      CFRW    CFRW    a       a       a       a       r       a       a       a       a
signal.received                  .       R       R       R       R       R       r       F       F       s       s
signal.received, unknown         .       R       R       R       R       R       r       F       F       s       s
time.passed                      .       n       n       n       n       n       r       n       n       n       n

                                 form    form!   asked   asked!  timer   timer!  signal  join    join!   expired held
branch.ended                     v       v       v       v       v       v       v       n       CFRW    v       CFRWnv
branch.ended, another visit      v       v       v       v       v       v       v       v       v       v       v
effect.failed, another lease     s       s       s       s       s       s       s       s       s       s       s
effect.failed, another visit     s       s       s       s       s       s       s       s       s       s       s
effect.failed, for good          s       s       s       s       s       s       s       s       s       s       s
effect.failed, for now           s       s       s       s       s       s       s       s       s       s       s
effect.succeeded                 s       s       s       s       s       s       s       s       s       s       s
effect.succeeded, another lease  s       s       s       s       s       s       s       s       s       s       s
effect.succeeded, another visit  s       s       s       s       s       s       s       s       s       s       s
effect.suspended                 s       s       s       s       s       s       s       s       s       s       s
effect.suspended, another lease  s       s       s       s       s       s       s       s       s       s       s
effect.suspended, another visit  s       s       s       s       s       s       s       s       s       s       s
lease.claimed                    s       s       s       s       s       s       s       s       s       s       s
review.decided                   CFRW    Wd      RW      Wd      .       .       .       .       .       CFRWd   q
review.decided, closed           c       c       c       c       c       c       c       c       c       c       q
review.decided, closed, unknown  c       c       c       c       c       c       c       c       c       c       c
review.decided, unknown          W       Wd      W       Wd      .       .       .       .       .       Wd      Wd
review.rescheduled               W       Wd      W       Wd      .       .       .       .       .       Wd      q
review.rescheduled, closed       c       c       c       c       c       c       c       c       c       c       q
run.canceled                     X       X       X       X       X       X       X       X       X       X       X
run.canceled, unknown            X       X       X       X       X       X       X       X       X       X       X
run.forked                       a       a       a       a       a       a       a       a       a       a       a
run.migrated                     Wm      Wm      Wm      Wm      Wm      Wm      Wm      Wm      Wm      Wm      Wm
run.migrated, another visit      v       v       v       v       v       v       v       v       v       v       v
run.resumed                      n       n       n       n       n       n       n       n       n       n       CFRW
run.retried                      s       s       s       s       s       s       s       s       s       s       s
run.rewound                      CFRW    CFRW    CFRW    CFRW    CFRW    CFRW    CFRW    CFRW    CFRW    CFRW    CFRW
run.started                      a       a       a       a       a       a       a       a       a       a       a
signal.received                  W       W       W       W       W       W       CFRW    W       W       CFRW    W
signal.received, unknown         W       W       W       W       W       W       W       W       W       W       W
time.passed                      n       CFRW    n       RW      n       CFRW    n       n       n       CFRW    q
`;
