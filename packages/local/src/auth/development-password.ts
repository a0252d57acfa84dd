/** The hash of `old-pwd`, which the vendor's example has for its current password: what development users begin with. */
export const developmentPassword =
  'scrypt$16384$8$5$8JXF5e2KOyVKqFexTrc_BA$XxZc63oEAb17NOd_yGxEW25LR66f8xlC3XSEGw16vqs';
