import { Module } from '@nestjs/common';
import { AccessLogController } from './access-log.controller.js';

/** Refused attempts and auditors' readings, for auditors. */
@Module({ controllers: [AccessLogController] })
export class AccessLogModule {}
