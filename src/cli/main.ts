import { runCommand } from './run.js';

process.exitCode = await runCommand(process.argv.slice(2), {
  environment: process.env,
  write: {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
  },
  watched: process.stderr.isTTY === true,
});
