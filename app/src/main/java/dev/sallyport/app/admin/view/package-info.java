/// What the admin interface shows and does, as interfaces that the gateway fills in. They are called on virtual
/// threads, by many at once, and may block within the time that
/// [dev.sallyport.app.admin.AdminSettings.Limits#answer] leaves them. The records are immutable.
@NullMarked
package dev.sallyport.app.admin.view;

import org.jspecify.annotations.NullMarked;
