import { Module } from '@nestjs/common';
import { ReadingSubjects } from '../road/reading-subjects.js';
import { MeetingsController } from './meetings.controller.js';

/** Meetings of deciding bodies. */
@Module({ controllers: [MeetingsController], providers: [ReadingSubjects] })
export class MeetingsModule {}
