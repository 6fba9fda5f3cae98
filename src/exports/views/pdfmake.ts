import pdfmake from 'pdfmake';

/** The setter of PDFs. A file of its own, because what is loaded late comes without the default that it has here. */
export { pdfmake };
export type Pdfmake = typeof pdfmake;
