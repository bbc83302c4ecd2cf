# agreement
