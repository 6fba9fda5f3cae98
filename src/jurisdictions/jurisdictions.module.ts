import { Module } from '@nestjs/common';
import { JurisdictionsController } from './jurisdictions.controller.js';

/** The rules of places and matters, to be read by everybody. */
@Module({ controllers: [JurisdictionsController] })
export class JurisdictionsModule {}
