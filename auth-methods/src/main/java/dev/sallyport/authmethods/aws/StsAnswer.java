package dev.sallyport.authmethods.aws;

/// What came back, unread.
///
/// @param type the content type, lower case, without parameters
record StsAnswer(int status, String type, String body) {}
