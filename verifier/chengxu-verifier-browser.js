// Chengxu (程序) stand-alone verifier. Generated from verifier/ by `npm run generate`; Apache-2.0.
// It takes nothing from npm, sends nothing anywhere and needs nothing else. docs/bag.md says what it checks.

'use strict';
(() => {})();
