import { mail as words } from "@/lib/messages/mail";
import { escapeHtml } from "./html";

const FONT = "-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";

/** Styles for programs that know them; the light ones also stand on each element, for those that don't. */
const STYLE = `
  :root { color-scheme: light dark; supported-color-schemes: light dark; }
  body { margin: 0; }
  @media (max-width: 480px) { .card { padding: 20px 20px 4px !important; } .button a { display: block !important; text-align: center !important; } }
  @media (prefers-color-scheme: dark) {
    .page { background: #141416 !important; color: #ecebe8 !important; }
    .card { background: #1c1c1f !important; border-color: #323238 !important; }
    .draft { background: #25252a !important; border-color: #323238 !important; }
    .quiet, .quiet a { color: #b1b0ab !important; }
    .ink { color: #ecebe8 !important; }
    .warn { color: #f0b862 !important; }
    .button a { background: #b0b2ff !important; color: #15163c !important; border-color: #b0b2ff !important; }
  }`;

interface Page {
  /** What lists of mail show beside the subject. */
  preview: string;
  /** HTML. */
  body: string;
  /** HTML. */
  footer: string;
}

/** A whole mail: one column, no pictures, nothing that is loaded from anywhere. */
export function mailPage({ preview, body, footer }: Page): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${words.from}</title>
<style>${STYLE}
</style>
</head>
<body class="page" style="margin:0;background:#f7f7f5;color:#1b1b19;font-family:${FONT}">
<div style="display:none;max-height:0;overflow:hidden">${preview}</div>
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" style="background:#f7f7f5"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px"><tr><td class="quiet" style="padding:0 4px 12px;font-size:14px;font-weight:600;color:#5b5a54">${words.from}</td></tr>
<tr><td class="card" style="background:#ffffff;border:1px solid #dfded9;border-radius:8px;padding:28px 28px 12px;text-align:left;font-size:15px;line-height:1.55">
${body}
</td></tr>
<tr><td class="quiet" style="padding:16px 4px 0;font-size:12px;line-height:1.5;color:#5b5a54;text-align:left">${footer}</td></tr></table>
</td></tr></table>
</body>
</html>
`;
}

/** Title and label are HTML already. */
export const heading = (title: string): string =>
  `<h1 class="ink" dir="auto" style="margin:0 0 6px;font-size:22px;line-height:1.3;font-weight:600;color:#1b1b19;overflow-wrap:anywhere">${title}</h1>`;

export const quiet = (html: string): string =>
  `<p class="quiet" style="margin:0 0 16px;font-size:14px;color:#5b5a54">${html}</p>`;

export const paragraph = (html: string): string =>
  `<p class="ink" dir="auto" style="margin:0 0 16px;color:#1b1b19;overflow-wrap:anywhere">${html}</p>`;

export const draftBox = (label: string, html: string, below: string): string =>
  `<div class="draft" style="background:#f7f7f5;border:1px solid #dfded9;border-radius:8px;margin:0 0 20px;padding:16px 18px 4px">
<p class="quiet" style="margin:0 0 10px;font-size:12px;color:#5b5a54">${label}</p>
<div class="ink" style="font-size:16px;line-height:1.6;color:#1b1b19;overflow-wrap:anywhere">${html}</div>
${below ? `<p class="quiet" style="margin:0 0 12px;font-size:13px;color:#5b5a54">${below}</p>` : ""}</div>`;

export const button = (label: string, link: string): string =>
  `<p class="button" style="margin:0 0 16px"><a href="${escapeHtml(link)}" style="display:inline-block;background:#3d40b8;border:1px solid #3d40b8;border-radius:8px;color:#ffffff;font-size:16px;font-weight:600;line-height:20px;padding:12px 22px;text-decoration:none">${escapeHtml(label)}</a></p>`;
