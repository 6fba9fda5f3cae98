#!/usr/bin/env node
// `npx chengxu`: the command line, on a fresh clone too.
process.argv.splice(2, 0, 'chengxu');
await import('./run.mjs');
