import { formatMoney, type Money } from '../money.ts';
import type { Checkout } from './checkout-store.ts';
import { type PaymentLanguage, paymentWords } from './payment-words.ts';

export const style = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center;
  background: light-dark(#f1f3f8, #14161c); color: light-dark(#1b1e27, #eef0f6); }
main { box-sizing: border-box; width: min(26rem, 100vw - 2rem); margin: 2rem 1rem; padding: 2rem; border-radius: 1rem;
  background: light-dark(#fff, #1f222b); box-shadow: 0 .5rem 2rem #0003; }
h1 { margin: 0 0 1rem; font-size: 1.25rem; }
dl { margin: 0 0 1.5rem; display: grid; grid-template-columns: auto 1fr; gap: .5rem 1rem; }
dt { color: light-dark(#565c6d, #a9b0c2); }
dd { margin: 0; text-align: end; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.amount { font-size: 2.25rem; font-weight: 650; margin-bottom: 1rem; font-variant-numeric: tabular-nums; }
button { width: 100%; padding: .75rem; border: 0; border-radius: .5rem; font: inherit; font-weight: 600;
  background: light-dark(#2b4bd8, #9db1ff); color: light-dark(#fff, #10131d); cursor: pointer; }
button:hover { filter: brightness(1.1); }
button:focus-visible { outline: 3px solid light-dark(#1b1e27, #fff); outline-offset: 2px; }
p { margin: 0; }
.note { margin-top: 1rem; color: light-dark(#565c6d, #a9b0c2); font-size: .875rem; }`;

/** The page on which a checkout is paid, or that says how it ended. Works without script. */
export function paymentPage(checkout: Checkout, language: PaymentLanguage): string {
  const words = paymentWords[language];
  const amount = showDollars(checkout.amount, language);
  const { title, text } = {
    open: { title: words.open, text: words.openNote },
    paid: { title: words.paid, text: words.paidNote },
    expired: { title: words.expired, text: words.expiredNote },
  }[checkout.status];
  const isOpen = checkout.status === 'open';
  const action = `<form method="post"><button>${fill(words.pay, amount)}</button></form>`;
  return page(
    title,
    `<p class="amount">${amount}</p>
<dl>
<dt>${words.reference}</dt><dd dir="auto">${escapeHtml(checkout.idempotencyKey)}</dd>
${isOpen ? deadline(words.validUntil, checkout.expiresAt) : ''}
</dl>
${isOpen ? action : ''}
<p${isOpen ? ' class="note"' : ''}>${fill(text, amount)}</p>`,
    language,
  );
}

/** For an address that leads to no checkout. */
export function missingPage(language: PaymentLanguage): string {
  const { missing, missingNote } = paymentWords[language];
  return page(missing, `<p class="note">${missingNote}</p>`, language);
}

function page(title: string, body: string, language: PaymentLanguage): string {
  return `<!doctype html>
<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title} · Nexevo local</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`;
}

function fill(text: string, amount: string): string {
  return text.replace('{amount}', () => amount);
}

/** Checkouts are in whole cents. `Intl` formats the digits as they are, exactly. */
function showDollars(amount: Money, language: PaymentLanguage): string {
  const dollars = new Intl.NumberFormat(language, { style: 'currency', currency: 'USD' });
  return dollars.format(formatMoney(amount) as `${number}`);
}

function deadline(label: string, ms: number): string {
  const time = new Date(ms).toISOString();
  const text = `${time.slice(0, 16).replace('T', ' ')} UTC`;
  return `<dt>${label}</dt><dd dir="ltr"><time datetime="${time}">${text}</time></dd>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
