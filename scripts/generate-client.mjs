// The types of the interface's client, from the description of the API that is committed.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTS, { astToString, COMMENT_HEADER } from 'openapi-typescript';
import { ROOT } from './set-up.mjs';

const description = JSON.parse(readFileSync(join(ROOT, 'openapi.json'), 'utf8'));
const types = astToString(await openapiTS(description));
writeFileSync(join(ROOT, 'web/src/api/schema.d.ts'), `${COMMENT_HEADER}${types}`);
