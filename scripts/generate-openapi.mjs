// Writes openapi.json from the compiled program; the same sources give the same bytes.
import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { apiDescription } from '../dist/src/server/api-description.js';

writeFileSync(new URL('../openapi.json', import.meta.url), await apiDescription());
