/** The API description and the pages to browse it with. */
package dev.dialogporten.http.docs;
