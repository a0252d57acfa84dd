/** What the payment page says; `{amount}` is the amount as the language writes it. */
export interface PaymentWords {
  open: string;
  openNote: string;
  pay: string;
  paid: string;
  paidNote: string;
  expired: string;
  expiredNote: string;
  missing: string;
  missingNote: string;
  reference: string;
  validUntil: string;
}

/** By language tag; the first is for everybody else. The languages of the component. */
export const paymentWords = {
  en: {
    open: 'Top up your balance',
    openNote:
      'This is a local stand-in: no card is asked for, and no money moves. Close the page to pay nothing.',
    pay: 'Pay {amount}',
    paid: 'Paid',
    paidNote: '{amount} was added to your balance. You can close this page.',
    expired: 'Too late to pay',
    expiredNote:
      'This payment has expired, and nothing was charged. Ask for a new one where you came from.',
    missing: 'No such payment',
    missingNote: 'Ask for a new one where you came from.',
    reference: 'Reference',
    validUntil: 'Valid until',
  },
  de: {
    open: 'Guthaben aufladen',
    openNote:
      'Dies ist ein lokaler Ersatz: Es wird nach keiner Karte gefragt, und kein Geld fließt. Wer nicht bezahlen will, schließt die Seite.',
    pay: '{amount} bezahlen',
    paid: 'Bezahlt',
    paidNote: '{amount} wurden dem Guthaben hinzugefügt. Sie können diese Seite schließen.',
    expired: 'Zu spät',
    expiredNote:
      'Diese Zahlung ist abgelaufen, und nichts wurde berechnet. Beginnen Sie dort, woher Sie kamen, eine neue.',
    missing: 'Diese Zahlung gibt es nicht',
    missingNote: 'Beginnen Sie dort, woher Sie kamen, eine neue.',
    reference: 'Referenz',
    validUntil: 'Gültig bis',
  },
  es: {
    open: 'Recargar el saldo',
    openNote:
      'Esto es un sustituto local: no se pide ninguna tarjeta y no se mueve dinero. Cierra la página para no pagar nada.',
    pay: 'Pagar {amount}',
    paid: 'Pagado',
    paidNote: 'Se han añadido {amount} a tu saldo. Puedes cerrar esta página.',
    expired: 'El plazo ha terminado',
    expiredNote:
      'Este pago ha caducado y no se ha cobrado nada. Empieza uno nuevo en la página de la que venías.',
    missing: 'Este pago no existe',
    missingNote: 'Empieza uno nuevo en la página de la que venías.',
    reference: 'Referencia',
    validUntil: 'Válido hasta',
  },
  fr: {
    open: 'Recharger le solde',
    openNote:
      'Ceci est un substitut local : aucune carte n’est demandée et aucun argent ne circule. Fermez la page pour ne rien payer.',
    pay: 'Payer {amount}',
    paid: 'Payé',
    paidNote: '{amount} ont été ajoutés à votre solde. Vous pouvez fermer cette page.',
    expired: 'Trop tard pour payer',
    expiredNote:
      'Ce paiement a expiré et rien n’a été débité. Recommencez depuis la page d’où vous venez.',
    missing: 'Ce paiement n’existe pas',
    missingNote: 'Recommencez depuis la page d’où vous venez.',
    reference: 'Référence',
    validUntil: 'Valable jusqu’au',
  },
  'pt-BR': {
    open: 'Recarregar o saldo',
    openNote:
      'Este é um substituto local: nenhum cartão é pedido e nenhum dinheiro é movimentado. Feche a página para não pagar nada.',
    pay: 'Pagar {amount}',
    paid: 'Pago',
    paidNote: '{amount} foram adicionados ao seu saldo. Você pode fechar esta página.',
    expired: 'Tarde demais para pagar',
    expiredNote:
      'Este pagamento expirou e nada foi cobrado. Comece um novo na página de onde você veio.',
    missing: 'Este pagamento não existe',
    missingNote: 'Comece um novo na página de onde você veio.',
    reference: 'Referência',
    validUntil: 'Válido até',
  },
  ja: {
    open: '残高のチャージ',
    openNote:
      'これはローカルの代替ページです。カードの入力も実際の支払いもありません。支払わない場合はページを閉じてください。',
    pay: '{amount}を支払う',
    paid: '支払い済み',
    paidNote: '残高に{amount}が追加されました。このページは閉じてかまいません。',
    expired: '支払い期限切れ',
    expiredNote: 'この支払いは期限切れで、請求はありません。元のページからやり直してください。',
    missing: '支払いが見つかりません',
    missingNote: '元のページからやり直してください。',
    reference: '参照番号',
    validUntil: '有効期限',
  },
  ko: {
    open: '잔액 충전',
    openNote:
      '로컬 대체 페이지입니다. 카드를 묻지 않으며 실제 결제도 없습니다. 결제하지 않으려면 페이지를 닫으세요.',
    pay: '{amount} 결제',
    paid: '결제 완료',
    paidNote: '잔액에 {amount}가 추가되었습니다. 이 페이지를 닫아도 됩니다.',
    expired: '결제 기한이 지났습니다',
    expiredNote: '이 결제는 만료되었으며 청구되지 않았습니다. 이전 페이지에서 다시 시작하세요.',
    missing: '없는 결제입니다',
    missingNote: '이전 페이지에서 다시 시작하세요.',
    reference: '참조 번호',
    validUntil: '유효 기한',
  },
  'zh-CN': {
    open: '余额充值',
    openNote: '这是本地替代页面：不需要银行卡，也不会产生真实付款。不想付款请关闭页面。',
    pay: '支付 {amount}',
    paid: '已支付',
    paidNote: '{amount} 已加入您的余额。您可以关闭此页面。',
    expired: '付款已过期',
    expiredNote: '此付款已过期，未扣除任何费用。请回到原页面重新发起。',
    missing: '没有这笔付款',
    missingNote: '请回到原页面重新发起。',
    reference: '参考号',
    validUntil: '有效期至',
  },
  'zh-TW': {
    open: '儲值餘額',
    openNote: '這是本機替代頁面：不需要卡片，也不會產生實際付款。不想付款請關閉頁面。',
    pay: '支付 {amount}',
    paid: '已付款',
    paidNote: '{amount} 已加入您的餘額。您可以關閉此頁面。',
    expired: '付款已過期',
    expiredNote: '此付款已過期，未扣除任何費用。請回到原頁面重新開始。',
    missing: '沒有這筆付款',
    missingNote: '請回到原頁面重新開始。',
    reference: '參考編號',
    validUntil: '有效期限',
  },
  ar: {
    open: 'شحن الرصيد',
    openNote:
      'هذه صفحة بديلة محلية: لا تُطلب بطاقة ولا يُنقل أي مال. أغلق الصفحة إن لم ترغب في الدفع.',
    pay: 'ادفع {amount}',
    paid: 'تم الدفع',
    paidNote: 'أُضيف {amount} إلى رصيدك. يمكنك إغلاق هذه الصفحة.',
    expired: 'فات أوان الدفع',
    expiredNote: 'انتهت صلاحية هذه الدفعة ولم يُخصم شيء. ابدأ واحدة جديدة من حيث أتيت.',
    missing: 'لا توجد هذه الدفعة',
    missingNote: 'ابدأ واحدة جديدة من حيث أتيت.',
    reference: 'المرجع',
    validUntil: 'صالحة حتى',
  },
} as const satisfies Record<string, PaymentWords>;

export type PaymentLanguage = keyof typeof paymentWords;
