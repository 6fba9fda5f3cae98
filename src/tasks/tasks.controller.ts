import { Controller, Get } from '@nestjs/common';
import { SignedIn } from '../http/access.js';
import { Describe } from '../http/description.js';
import { QueryIn } from '../http/input.js';
import { CurrentActor, type Actor } from '../people/actor.js';
import { taskList, taskQuery, type TaskQuery } from './answers.js';
import { Tasks } from './tasks.js';

/** The to-do list. */
@SignedIn()
@Controller('tasks')
export class TasksController {
  constructor(private readonly tasks: Tasks) {}

  @Get()
  @Describe({
    summary:
      'What you can or must do now, over decisions, meetings, consultations and catalogues of your bodies, the most ' +
      'urgent first; counts are of all pages. `duty=possible`: acts for which nothing waits; `is=blocked`: what is yours ' +
      'and waits for something else',
    status: 200,
    answer: taskList,
    problems: ['replay-disagrees'],
  })
  async list(@CurrentActor() actor: Actor, @QueryIn(taskQuery) query: TaskQuery) {
    return this.tasks.of(actor, query);
  }
}
