-- A new measure (foreign money of year-to-date imports) is in no month that was counted before: all are counted again.
DELETE FROM "month_sum_state";
