import { words } from '../words/words';

const useWords = words('templates', {
  zh: {
    title: '文书模板',
    how: '下载后在 Word 或者 WPS 中补写【】处，签署后另存为 PDF 上传；已经记录的内容不用再填。',
    explanation: '起草说明',
    notice: '公开征求意见公告',
    'public-input-report': '公众意见研究采纳情况报告',
    'decision-sheet': '办理单',
    sheetPdf: '办理单（PDF，供打印签批）',
    'legality-opinion': '合法性审查意见书',
    'legal-advice': '法律意见书',
    'expert-opinion': '专家论证意见书',
    'risk-report': '风险评估报告',
  },
  en: {
    title: 'Templates',
    how: 'Download, fill in what stands in 【】 in Word or WPS, sign, save as PDF, upload. What is on record is filled in already.',
    explanation: 'Explanation of the draft',
    notice: 'Notice of the open call',
    'public-input-report': 'Report on public input',
    'decision-sheet': 'Decision sheet',
    sheetPdf: 'Decision sheet (PDF, to be printed and signed)',
    'legality-opinion': 'Legality opinion',
    'legal-advice': 'Legal advice',
    'expert-opinion': 'Expert opinion',
    'risk-report': 'Risk report',
  },
});
type Template = Exclude<Parameters<ReturnType<typeof useWords>>[0], 'title' | 'how' | 'sheetPdf'>;

/** Of acts without a desk, the documents that go with them. */
const OF_ACTS: Readonly<Record<string, readonly Template[]>> = {
  ConsultationOpened: ['notice', 'explanation'],
  HearingAnnounced: ['explanation'],
  PublicInputReported: ['public-input-report'],
  MeetingBundleSubmitted: ['explanation', 'decision-sheet'],
  DecisionIssued: ['decision-sheet'],
};

export function TemplatesOf({ id, act }: { id: string; act: string }) {
  const files = OF_ACTS[act];
  return files ? <Templates id={id} files={files} /> : null;
}

/** Word documents with what is on record filled in: finished in Word or WPS, signed, and uploaded again. */
export function Templates({ id, files }: { id: string; files: readonly Template[] }) {
  const say = useWords();
  return (
    <div className="templates no-print">
      <strong>{say('title')}</strong>{' '}
      {files.map((file) => (
        <a key={file} href={`/api/decisions/${id}/templates/${file}.docx`} download>
          {say(file)}
        </a>
      ))}
      {files.includes('decision-sheet') && (
        <a href={`/api/decisions/${id}/templates/decision-sheet.pdf`} download>
          {say('sheetPdf')}
        </a>
      )}
      <div className="quiet">{say('how')}</div>
    </div>
  );
}
