/** Of Postgres' `integer`: no visit, event, revision or place has a larger number. */
export const LARGEST_INTEGER = 2_147_483_647;
