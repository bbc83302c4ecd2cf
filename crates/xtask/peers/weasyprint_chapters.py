import random
from weasyprint import HTML
random.seed(1)
def chart():
    line = lambda c: '<polyline fill="none" stroke="%s" stroke-width="1.5" points="%s"/>' % (c, ' '.join('%.1f,%.1f' % (40 + 50 * t, 130 - 70 * random.random()) for t in range(7)))
    axis = ''.join('<line x1="40" x2="400" y1="%d" y2="%d" stroke="#ccc"/><text x="8" y="%d" font-size="9">%d %%</text>' % (y, y, y + 3, y) for y in range(30, 151, 30))
    return '<svg xmlns="http://www.w3.org/2000/svg" width="420" height="170" viewBox="0 0 420 170">%s%s%s</svg>' % (axis, line('#0b5a5e'), line('#888'))
text = '<p>' + 'Stadsdelen har utvecklats i takt med kommunen. Siffrorna är syntetiska. ' * 12 + '</p>'
head = '<tr><th>Indikator</th>' + ''.join('<th>%d</th>' % y for y in range(2004, 2012)) + '</tr>'
def table():
    return '<table>' + head + ''.join('<tr><td>Indikator %d</td>%s</tr>' % (k, ''.join('<td>%.1f</td>' % (100 * random.random()) for _ in range(8))) for k in range(24)) + '</table>'
style = '<style>@page{size:A4;margin:2cm;@bottom-center{content:counter(page)}}table{border-collapse:collapse;width:100%;font-size:8pt}td,th{border:.5pt solid #999;padding:2pt}h1{page-break-before:always}</style>'
body = ''.join('<h1>Stadsdel %d</h1>%s%s%s%s%s%s%s' % (i, text, text, chart(), chart(), table(), chart(), chart()) for i in range(38))
HTML(string='<html lang=sv><head>' + style + '</head><body>' + body + '</body></html>').write_pdf('/dev/null')
