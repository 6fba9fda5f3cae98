/** The three answers of the legality review (article 27): given one by one, with reasons, and the outcome follows. */
import { aboutPayload, met, unmet, type Text } from '../vocabulary.js';
import { FIELDS, inARow, quoted, REVIEW_ANSWERS, REVIEW_OUTCOMES, wordFor } from '../words.js';
import type { Context } from './context.js';
import type { Opinion } from './legality-review.js';

const QUESTIONS = ['power', 'procedure', 'content'] as const;

const threeAnswers = aboutPayload<Opinion, Context>({
  id: 'three-answers',
  rules: ['D713-027-a', 'D713-025-b', 'TOWN-01'],
  strength: 'binding',
  title: {
    zh: '权限、程序、内容分别作答，与结论一致',
    en: 'Power, procedure and content answered, and the outcome follows',
  },
  fields: ['power', 'procedure', 'content', 'outcome'],
  test: (_, { payload }) => {
    const answers = [payload.power, payload.procedure, payload.content];
    const follows = {
      lawful: answers.every((one) => one === 'conforms'),
      'lawful-with-changes': payload.power === 'conforms' && payload.procedure === 'conforms',
      'step-missing': payload.procedure === 'does-not-conform' && payload.missingStep !== undefined,
      unlawful: answers.includes('does-not-conform'),
      exploratory: answers.includes('unregulated') && !answers.includes('does-not-conform'),
    }[payload.outcome];
    if (follows) return met;
    return unmet({
      found: foundAnswers(payload),
      needed: { zh: '结论与三项回答一致', en: 'an outcome that follows from the three answers' },
      remedy: { zh: '修改结论或回答。', en: 'Correct the outcome or the answers.' },
      whoCanSupply: ['legality-reviewer'],
    });
  },
});

const said = (answered: string) => wordFor(REVIEW_ANSWERS, answered);

function foundAnswers({ power, procedure, content, outcome }: Opinion): Text {
  const follows = wordFor(REVIEW_OUTCOMES, outcome);
  return {
    zh: `权限${said(power).zh}，程序${said(procedure).zh}，内容${said(content).zh}，结论为${follows.zh}`,
    en: `power: ${said(power).en}; procedure: ${said(procedure).en}; content: ${said(content).en}; outcome: ${follows.en}`,
  };
}

/** Article 27 asks for three answers; that an answer against the draft says why is our own control. */
const answersReasoned = aboutPayload<Opinion, Context>({
  id: 'answers-reasoned',
  rules: [],
  strength: 'house',
  title: {
    zh: '权限、程序、内容凡不是“符合规定”的，写明理由',
    en: 'Each of the three answers that does not conform says why',
  },
  fields: ['power', 'procedure', 'content', 'powerBecause', 'procedureBecause', 'contentBecause'],
  test: (_, { payload }) => {
    const silent = QUESTIONS.filter(
      (question) => payload[question] !== 'conforms' && !payload[`${question}Reasoned`],
    );
    if (silent.length === 0) return met;
    const found = inARow(silent.map((question) => answeredTo(question, payload)));
    const fields = inARow(silent.map((question) => quoted(wordFor(FIELDS, `${question}Because`))));
    return unmet({
      found: { zh: `${found.zh}，没有写明理由`, en: `no reasons for: ${found.en}` },
      needed: {
        zh: '第二十七条所列三项审查中，凡不是“符合规定”的，逐项写明理由',
        en: 'reasons for each of the three answers of article 27 that is not “conforms”',
      },
      remedy: { zh: `填写${fields.zh}。`, en: `Fill in ${fields.en}.` },
      whoCanSupply: ['legality-reviewer'],
    });
  },
});

function answeredTo(question: (typeof QUESTIONS)[number], opinion: Opinion): Text {
  const asked = wordFor(FIELDS, question);
  const answer = said(opinion[question]);
  return { zh: `${asked.zh}${answer.zh}`, en: `${asked.en}: ${answer.en}` };
}

export const reviewAnswerRules = [threeAnswers, answersReasoned];
