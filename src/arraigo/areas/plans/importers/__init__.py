"""Files that plans takes in: the matrix and the document that an authority sends back."""
