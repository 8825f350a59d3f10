/// The doors once more, slow and obvious: lists and loops, a book of every charge that is added up anew
/// for each question. The real ones must give the same answers.
package dev.sallyport.authority.reference;
