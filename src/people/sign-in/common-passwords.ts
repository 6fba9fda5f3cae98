import type { ZxcvbnFactory } from '@zxcvbn-ts/core';

/** Guesses that a password must withstand (zxcvbn's "safely unguessable", score 3: an online attacker's reach). */
const SCORE_AT_LEAST = 3;
/** The estimate's cost grows with the square of the length; what begins well does not become worse. */
const LOOKED_AT = 64;

let estimator: Promise<ZxcvbnFactory> | undefined;

/**
 * Whether a password is among those that attackers try first: the 49,000 most common of published breaches (a list that
 * comes with the package; nothing is asked of the network), and what is made of them by digits, dates, repetition,
 * runs of keys or figures for letters.
 * @param own words that this person's password may not rest on, such as the user name
 */
export async function isCommon(password: string, own: readonly string[]): Promise<boolean> {
  estimator ??= loadEstimator();
  const { score } = (await estimator).check([...password].slice(0, LOOKED_AT).join(''), [...own]);
  return score < SCORE_AT_LEAST;
}

/** Loaded when first needed: the list takes a quarter of a second and some 20 MB. */
async function loadEstimator(): Promise<ZxcvbnFactory> {
  const [core, common] = await Promise.all([import('@zxcvbn-ts/core'), import('@zxcvbn-ts/language-common')]);
  return new core.ZxcvbnFactory({
    dictionary: common.dictionary,
    graphs: common.adjacencyGraphs,
    l33tMaxSubstitutions: 20,
    maxLength: LOOKED_AT,
  });
}
