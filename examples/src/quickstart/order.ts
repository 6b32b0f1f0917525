/** What a customer ordered. Amounts are cents. */
export interface Order {
  readonly id: string;
  readonly customer: string;
  readonly lines: readonly { readonly product: string; readonly quantity: number; readonly unitPrice: number }[];
}

/** What the order came to. */
export interface Receipt {
  readonly orderId: string;
  readonly total: number;
  readonly approvedBy: string;
  readonly payment: string;
  readonly parcel: string;
}
