import 'reflect-metadata';

async function main(): Promise<void> {
  // Loaded here, so that rules which may not be in force are told like everything else that stops a start.
  const { configurationFrom } = await import('./server/configuration.js');
  const { startServer } = await import('./server/start.js');
  const server = await startServer(await configurationFrom(process.env));
  console.log(`程序 Chengxu：${server.page}`);
  if (server.setupLink !== undefined) {
    console.log('首次启动，请用此一次性链接初始化 · First start, set up with this one-time link:');
    console.log(server.setupLink);
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.stop());
}

// What stops a start says what to do; its stack would only stand before that.
main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
