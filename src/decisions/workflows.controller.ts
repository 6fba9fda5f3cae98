import { Controller, Get, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Public } from '../http/access.js';
import { Describe } from '../http/description.js';
import { PathParam } from '../http/input.js';
import { SubjectNotFound } from '../road/refusals.js';
import { chartAnswer, chartOf } from './chart.js';
import { WORKFLOWS, type ReleasedWorkflow } from './workflows.js';

const text = z.strictObject({ zh: z.string(), en: z.string() });
const summary = z.strictObject({ id: z.string(), version: z.string(), title: text, hash: z.string() });
const procedureAnswer = summary.extend({
  steps: z.array(
    z.strictObject({ id: z.string(), title: text, rules: z.array(z.string()), exemptible: z.boolean() }),
  ),
  events: z.array(
    z.strictObject({
      type: z.string(),
      title: text,
      roles: z.array(z.string()),
      rules: z.array(z.string()),
      adds: z.boolean(),
      binding: z.boolean(),
      schema: z.record(z.string(), z.unknown()),
    }),
  ),
  chart: chartAnswer,
});
const proofAnswer = z.strictObject({
  workflow: z.string(),
  version: z.string(),
  holds: z.boolean(),
  configurations: z.int(),
  steps: z.int(),
  bypasses: z.array(z.strictObject({ theorem: z.string(), about: z.string(), path: z.array(z.string()) })),
  stepsBefore: z.record(z.string(), z.array(z.string())),
});

/** The procedures in force, as data, with the proof that they cannot be bypassed. Open to everybody: they are law. */
@Controller('workflows')
@Public()
export class WorkflowsController {
  constructor(@Inject(WORKFLOWS) private readonly released: readonly ReleasedWorkflow[]) {}

  @Get()
  @Describe({
    summary: 'Procedures in force',
    status: 200,
    answer: z.strictObject({ workflows: z.array(summary) }),
  })
  list() {
    return { workflows: this.released.map(summaryOf) };
  }

  @Get(':id/:version')
  @Describe({
    summary: 'One procedure: its steps, acts, roles and rules, and its states and transitions',
    status: 200,
    answer: procedureAnswer,
    problems: ['not-found'],
  })
  read(
    @PathParam('id', z.string().max(80)) id: string,
    @PathParam('version', z.string().max(20)) version: string,
  ) {
    const workflow = this.find(id, version);
    const { procedure, steps } = workflow;
    return {
      ...summaryOf(workflow),
      steps: steps.map(({ id: step, title, rules, exemptible }) => ({ id: step, title, rules, exemptible })),
      events: Object.entries(procedure.events).map(([type, { title, adds, binding }]) => ({
        type,
        title,
        roles: procedure.rolesFor(type),
        rules: procedure.rulesFor(type),
        adds: adds === true,
        binding: binding === true,
        schema: procedure.intake(type)?.schema ?? {},
      })),
      chart: chartOf(procedure.definition),
    };
  }

  @Get(':id/:version/proof')
  @Describe({
    summary: 'The proof that no path goes round a mandatory step',
    status: 200,
    answer: proofAnswer,
    problems: ['not-found'],
  })
  proof(
    @PathParam('id', z.string().max(80)) id: string,
    @PathParam('version', z.string().max(20)) version: string,
  ) {
    return this.find(id, version).proof;
  }

  private find(id: string, version: string): ReleasedWorkflow {
    const found = this.released.find(({ procedure }) => procedure.id === id && procedure.version === version);
    if (!found) throw new SubjectNotFound();
    return found;
  }
}

const summaryOf = ({ procedure, title, hash }: ReleasedWorkflow) => ({
  id: procedure.id,
  version: procedure.version,
  title,
  hash,
});
