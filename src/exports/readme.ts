/** What `README.txt` says of a bag; for whoever opens it in twenty years, without this program. */
export function readmeOf(claims: {
  readonly exportedAt: string;
  readonly origin: string;
  readonly root: string;
  readonly size: number;
  readonly subject?: string;
  readonly later: number;
}): string {
  const { exportedAt, origin, root, size, subject, later } = claims;
  return `程序（Chengxu）导出包
====================

内容：${subject ?? '整个账本'}
账本：${origin}，前 ${size} 个事件
树根：${root}
导出：${exportedAt}${later > 0 ? `\n未含：之后的 ${later} 个事件，导出时尚无足够签名的检查点覆盖` : ''}

这是一个 BagIt 1.0 包（RFC 8493）。全部内容是公开格式的文本和原始材料，不需要本系统就能阅读和核验：

1. 字节完整：在本目录下运行
       sha256sum -c manifest-sha256.txt
       sha256sum -c tagmanifest-sha256.txt
2. 其余全部（签名、树、顺序、披露、材料、重放）：用独立的核验程序，并自备您信任的公钥和检查点。
   包内的任何内容都不能充当信任的依据。

data/ledger/       事件（leaves.jsonl，每行一个）、披露的原文、证明、签名的检查点、回执
data/sm/           第二来源：同一事件之上的 SM3 树、SM2 签名的检查点（启用时才有）
data/documents/    材料原件，文件名即其 SHA-256
data/definitions/  当时执行的程序定义
data/content/      当时采用的工作日历和规则
data/views/        便于阅读的视图，不作为证据

公众意见的内容、姓名和联系方式通常不在单项决策的包内：data/ledger/withheld.jsonl 逐条列明摘要。
能证明的是：记录在检查点之后未被改动。不能证明：所记录的内容属实。


Export of Chengxu
=================

Holds:    ${subject ?? 'the whole ledger'}
Ledger:   ${origin}, its first ${size} events
Root:     ${root}
Exported: ${exportedAt}${later > 0 ? `\nNot here: ${later} newer events that no sufficiently signed checkpoint covered then` : ''}

This is a BagIt 1.0 bag (RFC 8493). All of it is text in published formats, and papers as they were filed; it can be
read and checked without the program that wrote it:

1. The bytes: in this folder, run
       sha256sum -c manifest-sha256.txt
       sha256sum -c tagmanifest-sha256.txt
2. Everything else (signatures, tree, order, disclosures, papers, replay): the stand-alone verifier, with public keys
   and checkpoints that you have from elsewhere. Nothing in this bag is a ground for trust.

data/ledger/       events (leaves.jsonl, one a line), disclosed texts, proofs, signed checkpoints, receipts
data/sm/           the second origin over the same events: SM3 tree, checkpoints signed with SM2 (where it is on)
data/documents/    papers, each named by its SHA-256
data/definitions/  the procedure as it was run
data/content/      the working-day calendars and rules that were applied
data/views/        for reading; not evidence

What members of the public wrote, their names and how they are reached, is usually not in the bag of a single decision:
data/ledger/withheld.jsonl lists it by digest.
What can be proved: that the record was not changed after its checkpoint. Not: that what was recorded is true.
`;
}
