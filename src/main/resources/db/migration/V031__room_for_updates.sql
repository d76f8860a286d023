-- An update is HOT only when its page has room for one more version of the row. Rows are 1 to 2 kB and a page is 8 kB: the 15 % of
-- V001 hold no row at all. Measured with rows of 1.7 kB under a steady load of updates: 30 % HOT and 149 MB at 85, 98 % HOT and 21 MB
-- at 70, 100 % HOT and 16 MB at 60; the last would double the size of a table at rest.
ALTER TABLE dialog SET (fillfactor = 70);
