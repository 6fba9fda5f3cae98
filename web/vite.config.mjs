import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { defineConfig } from 'vite';
import { componentStyles } from './component-styles.mjs';

const OUT = '../dist/web';

/** Compressed once, here, rather than for every visitor: the server sends the file beside the file. */
const compressed = () => ({
  name: 'compressed',
  apply: 'build',
  writeBundle({ dir }) {
    for (const name of readdirSync(dir, { recursive: true })) {
      const file = join(dir, name);
      if (!/\.(js|css|svg)$/.test(name) || statSync(file).size < 1024) continue;
      const content = readFileSync(file);
      writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
      const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
      writeFileSync(`${file}.br`, brotliCompressSync(content, { params }));
    }
  },
});

export default defineConfig({
  root: import.meta.dirname,
  plugins: [componentStyles(), compressed()],
  build: {
    outDir: OUT,
    emptyOutDir: true,
    target: 'es2022',
    // A data: URL in a style sheet would need a wider policy than 'self'.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1600,
    rolldownOptions: {
      // Directives for servers that render pages: there are none here.
      onLog: (level, log, handle) => {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log);
      },
      // A browser asks a plain server for six files at a time: a page of forty small ones keeps what it reads waiting.
      output: {
        codeSplitting: {
          groups: [
            { name: 'first', tags: ['$initial'], priority: 5 },
            { name: 'typed', test: /antd\/es\/input\//, priority: 4 },
            { name: 'form', test: /antd\/es\/(form|radio|checkbox)\//, priority: 3 },
            { name: 'chosen', test: /antd\/es\/select\//, priority: 2 },
            { name: 'fields', test: /antd\/es\/(date-picker|input-number|upload)\//, priority: 1 },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': 'http://localhost:3000' } },
});
