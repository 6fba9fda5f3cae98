import { Module } from '@nestjs/common';
import { LedgerController } from './ledger.controller.js';

/** The ledger for those outside who check it. */
@Module({ controllers: [LedgerController] })
export class LedgerHttpModule {}
