import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { Public } from '../http/access.js';
import { Describe } from '../http/description.js';
import { PROJECT_ROOT } from '../project-root.js';

/** The description that is committed, which CI proves to be what the code gives. */
export const DESCRIPTION_FILE = join(PROJECT_ROOT, 'openapi.json');

@Public()
@Controller('openapi.json')
export class ApiDescriptionController {
  @Get()
  @Describe({
    summary: 'This description, OpenAPI 3.1',
    status: 200,
    answer: z.record(z.string(), z.unknown()),
  })
  read(): unknown {
    return JSON.parse(readFileSync(DESCRIPTION_FILE, 'utf8'));
  }
}
