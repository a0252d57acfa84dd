/** What the assistant knows of a language it cannot write. */
export interface Language {
  code: string;
  /** Finds its letters or its commonest words; scripts of its own need one, Latin ones two. */
  pattern: RegExp;
  /** Finds in a text needed to be sure. @default 2 */
  needed?: number;
  /** What is honest to say before an English answer. */
  note: string;
  /** Stems as they occur in a question → what to search for. */
  glossary: Record<string, string>;
}

/** Searches that lead to a section of the guide. */
export const topics = {
  cost: 'what does it cost price',
  site: 'put it on my site script tag',
  self: 'self-hosting own server',
  theme: 'theming colours dark',
  privacy: 'privacy data stored delete',
  key: 'key safety browser',
  feedback: 'feedback thumbs rating',
  what: 'what is Nexevo Chat',
};

export const languages: Language[] = [
  {
    code: 'ja',
    pattern: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu,
    needed: 1,
    note: 'わたしはローカルアシスタントで、言語モデルではないため、日本語では答えられません。見つかった英語の説明をそのまま載せます。',
    glossary: {
      料金: topics.cost,
      費用: topics.cost,
      いくら: topics.cost,
      設置: topics.site,
      サイト: topics.site,
      導入: topics.site,
      サーバー: topics.self,
      色: topics.theme,
      テーマ: topics.theme,
      プライバシー: topics.privacy,
      削除: topics.privacy,
      データ: topics.privacy,
      キー: topics.key,
      安全: topics.key,
      評価: topics.feedback,
    },
  },
  {
    code: 'ko',
    pattern: /\p{Script=Hangul}/gu,
    needed: 1,
    note: '저는 언어 모델이 아니라 로컬 도우미라서 한국어로 답할 수 없습니다. 찾은 영어 설명을 그대로 보여 드립니다.',
    glossary: {
      가격: topics.cost,
      비용: topics.cost,
      요금: topics.cost,
      사이트: topics.site,
      설치: topics.site,
      서버: topics.self,
      색: topics.theme,
      테마: topics.theme,
      개인정보: topics.privacy,
      삭제: topics.privacy,
      키: topics.key,
      평가: topics.feedback,
    },
  },
  {
    code: 'zh',
    pattern: /\p{Script=Han}/gu,
    needed: 1,
    note: '我是本地助手，不是语言模型，所以无法用中文回答。下面是找到的英文说明原文。',
    glossary: {
      价格: topics.cost,
      费用: topics.cost,
      多少钱: topics.cost,
      網站: topics.site,
      网站: topics.site,
      安装: topics.site,
      嵌入: topics.site,
      服务器: topics.self,
      部署: topics.self,
      颜色: topics.theme,
      主题: topics.theme,
      隐私: topics.privacy,
      删除: topics.privacy,
      数据: topics.privacy,
      密钥: topics.key,
      安全: topics.key,
      反馈: topics.feedback,
    },
  },
  {
    code: 'ar',
    pattern: /\p{Script=Arabic}/gu,
    needed: 1,
    note: 'أنا المساعد المحلي ولست نموذجًا لغويًا، لذلك لا أستطيع الإجابة بالعربية. هذا هو الشرح الذي وجدته بالإنجليزية كما هو.',
    glossary: {
      سعر: topics.cost,
      تكلف: topics.cost,
      موقع: topics.site,
      تثبيت: topics.site,
      خادم: topics.self,
      لون: topics.theme,
      ألوان: topics.theme,
      خصوصية: topics.privacy,
      حذف: topics.privacy,
      مفتاح: topics.key,
      تقييم: topics.feedback,
    },
  },
  {
    code: 'es',
    pattern:
      /[¿¡ñ]|(?<!\p{L})(?:qué|cómo|cuánto|dónde|puedo|hola|gracias|está|para|mi|el|los|las|una|del|cuesta|con|por|sitio)(?!\p{L})/giu,
    note: 'Soy el asistente local, no un modelo de lenguaje, así que no puedo responder en español. Esto es lo que encontré, tal como está en inglés.',
    glossary: {
      cuest: topics.cost,
      precio: topics.cost,
      sitio: topics.site,
      instal: topics.site,
      servidor: topics.self,
      color: topics.theme,
      privacidad: topics.privacy,
      borrar: topics.privacy,
      datos: topics.privacy,
      clave: topics.key,
      valor: topics.feedback,
    },
  },
  {
    code: 'pt',
    pattern:
      /[ãõ]|(?<!\p{L})(?:olá|obrigad[oa]|você|quanto|custa|meu|posso|preço|onde|isso|os|uma|com|para|não|como|isto)(?!\p{L})/giu,
    note: 'Sou o assistente local, não um modelo de linguagem, por isso não consigo responder em português. Eis o que encontrei, tal como está em inglês.',
    glossary: {
      cust: topics.cost,
      preço: topics.cost,
      site: topics.site,
      instal: topics.site,
      servidor: topics.self,
      cor: topics.theme,
      privacidade: topics.privacy,
      apagar: topics.privacy,
      dados: topics.privacy,
      chave: topics.key,
      avalia: topics.feedback,
    },
  },
  {
    code: 'fr',
    pattern:
      /[çœ]|(?<!\p{L})(?:bonjour|merci|combien|comment|est|ce|quel|quelle|où|puis|je|mon|les|le|prix|ça|coûte|une|avec|pour|sur)(?!\p{L})/giu,
    note: 'Je suis l’assistant local, pas un modèle de langage : je ne peux donc pas répondre en français. Voici ce que j’ai trouvé, en anglais dans le texte.',
    glossary: {
      coût: topics.cost,
      combien: topics.cost,
      prix: topics.cost,
      site: topics.site,
      install: topics.site,
      serveur: topics.self,
      couleur: topics.theme,
      thème: topics.theme,
      confidential: topics.privacy,
      supprimer: topics.privacy,
      données: topics.privacy,
      clé: topics.key,
      avis: topics.feedback,
    },
  },
  {
    code: 'de',
    pattern:
      /[äöüß]|(?<!\p{L})(?:wie|wer|warum|ich|nicht|hallo|danke|kann|kostet|meine[rn]?|bitte|daten|und|das|ist|ein|eine|der|auf|mit|für|geht)(?!\p{L})/giu,
    note: 'Ich bin der lokale Assistent und kein Sprachmodell, deshalb kann ich nicht auf Deutsch antworten. Das habe ich gefunden, so wie es auf Englisch dasteht.',
    glossary: {
      kost: topics.cost,
      preis: topics.cost,
      seite: topics.site,
      einbau: topics.site,
      einbind: topics.site,
      install: topics.site,
      server: topics.self,
      farb: topics.theme,
      datenschutz: topics.privacy,
      lösch: topics.privacy,
      daten: topics.privacy,
      schlüssel: topics.key,
      bewert: topics.feedback,
    },
  },
];
